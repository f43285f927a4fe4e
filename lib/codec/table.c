/* SPDX-License-Identifier: ISC */
#include "codec/output.h"

/* clang-format off */
static const struct output *const outputs[] = {
	&output_json,
	&output_text,
	&output_csv,
	&output_tsv,
	&output_table,
	&output_timesketch,
	&output_ecs,
	&output_raw,
};
/* clang-format on */

size_t output_count(void)
{
	return COUNT(outputs);
}

const struct output *output_at(size_t index)
{
	return outputs[index];
}

const struct output *output_find(spoor_view name)
{
	for (size_t i = 0; i < COUNT(outputs); i++)
		if (view_eq(name, view_string(outputs[i]->info.name)))
			return outputs[i];
	return NULL;
}
