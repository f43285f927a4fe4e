/* SPDX-License-Identifier: ISC */
/* Names of properties are found by halving: they must stand in the order of their bytes. */
#include "format/audit.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void names_stand_in_order(void **state)
{
	(void)state;
	for (size_t i = 1; audit_name_at(i); i++)
		assert_true(view_order(audit_name_at(i - 1)->name,
				    audit_name_at(i)->name) < 0);
}

static void every_name_is_found(void **state)
{
	(void)state;
	for (size_t i = 0; audit_name_at(i); i++)
		assert_ptr_equal(
			audit_name_find(audit_name_at(i)->name), audit_name_at(i));
	assert_null(audit_name_find(VIEW("Operatio")));
	assert_null(audit_name_find(VIEW("")));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_stand_in_order),
		cmocka_unit_test(every_name_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
