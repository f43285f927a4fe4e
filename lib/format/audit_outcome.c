/* SPDX-License-Identifier: ISC */
/* Whether it was done. What Entra calls a success may be that of the request alone: its error
 * number tells. */
#include "format/audit_parts.h"

#define OF(text)                                                                         \
	{                                                                                \
		"" text, sizeof(text) - 1                                                \
	}

/* Entra's numbers, and what they mean to us. */
struct sign_in_code {
	spoor_view code;
	spoor_view reason;
	bool right_password;
};

/* clang-format off */
static const struct sign_in_code codes[] = {
	{OF("16000"),  OF("other"),         false},
	{OF("50034"),  OF("unknown-user"),  false},
	{OF("50053"),  OF("locked"),        false},
	{OF("50055"),  OF("expired"),       true},
	{OF("50056"),  OF("other"),         false},
	{OF("50057"),  OF("disabled"),      false},
	{OF("50059"),  OF("unknown-user"),  false},
	{OF("50072"),  OF("policy"),        true},
	{OF("50074"),  OF("policy"),        true},
	{OF("50076"),  OF("policy"),        true},
	{OF("50079"),  OF("policy"),        true},
	{OF("50126"),  OF("bad-password"),  false},
	{OF("50128"),  OF("unknown-user"),  false},
	{OF("50158"),  OF("policy"),        true},
	{OF("53000"),  OF("policy"),        true},
	{OF("53003"),  OF("policy"),        true},
	{OF("53004"),  OF("policy"),        true},
	{OF("65001"),  OF("policy"),        false},
	{OF("70008"),  OF("expired"),       false},
	{OF("700082"), OF("expired"),       false},
	{OF("500121"), OF("policy"),        true},
	{OF("500133"), OF("expired"),       false},
};

/* The same as words, where there is no number. */
static const struct sign_in_code words[] = {
	{OF("InvalidUserNameOrPassword"),              OF("bad-password"), false},
	{OF("InvalidPassword"),                        OF("bad-password"), false},
	{OF("UserAccountNotFound"),                    OF("unknown-user"), false},
	{OF("UserDisabled"),                           OF("disabled"),     false},
	{OF("IdsLocked"),                              OF("locked"),       false},
	{OF("UserStrongAuthClientAuthNRequired"),      OF("policy"),       true},
	{OF("UserStrongAuthClientAuthNRequiredInterrupt"), OF("policy"),   true},
	{OF("UserStrongAuthEnrollmentRequired"),       OF("policy"),       true},
	{OF("BlockedByConditionalAccess"),             OF("policy"),       true},
	{OF("UserPasswordExpired"),                    OF("expired"),      true},
	{OF("InvalidPasswordExpiredPassword"),         OF("expired"),      true},
};

static const spoor_view good[] = {
	OF("Succeeded"), OF("Success"), OF("True"), OF("PartiallySucceeded"), OF("OK"),
};

static const spoor_view bad[] = {
	OF("Failed"), OF("Failure"), OF("False"), OF("Interrupted"), OF("Error"),
};
/* clang-format on */

static bool is_one_of(spoor_view text, const spoor_view *words_, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (view_eq_nocase(text, words_[i]))
			return true;
	return false;
}

static const struct sign_in_code *find_code(
	const struct sign_in_code *rows, size_t count, spoor_view code)
{
	for (size_t i = 0; i < count; i++)
		if (view_eq(rows[i].code, code))
			return &rows[i];
	return NULL;
}

static void set_reason(struct audit *audit, spoor_view code, spoor_view error)
{
	const struct sign_in_code *row = find_code(codes, COUNT(codes), code);
	struct spoor_event *event = audit->event;

	if (!row)
		row = find_code(words, COUNT(words), error);
	event_set_text(event, FIELD_EVENT_REASON, error.len ? error : code);
	event_set_constant(event, FIELD_SPOOR_REASON, row ? row->reason : VIEW("other"));
	if (row && row->right_password)
		event_set_flag(event, FIELD_AUTH_RIGHT_PASSWORD, true);
}

/* "None" in admin audit exports; a failure reason "Other." stands on successes too. */
static bool is_no_error(spoor_view error)
{
	return error.len == 0 || view_eq_nocase(error, VIEW("None")) ||
	       view_eq_nocase(error, VIEW("Other.")) || view_eq(error, VIEW("{}"));
}

static bool is_login(spoor_view operation)
{
	return view_eq_nocase(operation, VIEW("UserLoginFailed")) ||
	       view_eq_nocase(operation, VIEW("UserLoggedIn")) ||
	       view_eq_nocase(operation, VIEW("Sign-in activity"));
}

static void set_login(struct audit *audit, spoor_view operation)
{
	spoor_view code = audit_use(audit, AUDIT_ERROR_CODE);
	spoor_view error = audit_use(audit, AUDIT_ERROR);
	bool failed = view_eq_nocase(operation, VIEW("UserLoginFailed")) ||
		      (code.len && !view_eq(code, VIEW("0"))) ||
		      (code.len == 0 && !is_no_error(error)) ||
		      is_one_of(audit_text(audit, AUDIT_RESULT), bad, COUNT(bad));

	audit_use(audit, AUDIT_RESULT);
	event_set_outcome(audit->event, !failed);
	if (!failed)
		return;
	set_reason(audit, code, is_no_error(error) ? view_of("", 0) : error);
	if (code.len && error.len)
		event_add_extra(audit->event, VIEW("ErrorNumber"), code);
}

void audit_set_outcome(struct audit *audit, spoor_view operation)
{
	spoor_view result = audit_text(audit, AUDIT_RESULT);
	spoor_view error = audit_text(audit, AUDIT_ERROR);

	if (is_login(operation)) {
		set_login(audit, operation);
		return;
	}
	if (is_one_of(result, good, COUNT(good)))
		event_set_outcome(audit->event, true);
	else if (is_one_of(result, bad, COUNT(bad)))
		event_set_outcome(audit->event, false);
	else
		return;
	if (!view_eq_nocase(result, VIEW("PartiallySucceeded")))
		audit_use(audit, AUDIT_RESULT);
	if (is_no_error(error)) {
		audit_use(audit, AUDIT_ERROR);
		return;
	}
	event_set_text(audit->event, FIELD_ERROR_MESSAGE, error);
	audit_use(audit, AUDIT_ERROR);
}
