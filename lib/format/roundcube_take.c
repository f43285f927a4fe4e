/* SPDX-License-Identifier: ISC */
/* One small function an act; most acts need none. */
#include "roundcube_take.h"

static spoor_view text_of(struct roundcube_request *request, enum roundcube_key key)
{
	return roundcube_query_text(&request->query, request->event->arena, key);
}

static bool is_set(const struct roundcube_request *request, enum roundcube_key key)
{
	return roundcube_query_has(&request->query, key);
}

static void add_extra(
	struct roundcube_request *request, spoor_view name, spoor_view value)
{
	if (value.len)
		event_add_extra(request->event, name, value);
}

/* 302 leads into the mailbox. All else is the login page again, with 401 since 1.4. */
bool roundcube_take_login(struct roundcube_request *request)
{
	int status = request->web->status;
	bool success = status == 302 || status == 303;

	if (status == 0)
		return true;
	event_set_outcome(request->event, success);
	if (success)
		return true;
	event_set_text(request->event, FIELD_SPOOR_REASON,
		status == 403   ? VIEW("invalid-request")
		: status == 429 ? VIEW("rate-limit")
				: VIEW("other"));
	return true;
}

/* Without a code the user is sent to the provider and has proved nothing yet. */
bool roundcube_take_oauth(struct roundcube_request *request)
{
	if (!is_set(request, KEY_CODE))
		return false;
	event_set_constant(request->event, FIELD_AUTH_METHOD, VIEW("oauth"));
	return roundcube_take_login(request);
}

bool roundcube_take_search(struct roundcube_request *request)
{
	spoor_view filter = text_of(request, KEY_FILTER);

	event_set_text(request->event, FIELD_SEARCH_QUERY, text_of(request, KEY_Q));
	event_set_text(request->event, FIELD_SEARCH_SCOPE, text_of(request, KEY_SCOPE));
	add_extra(request, VIEW("search_headers"), text_of(request, KEY_HEADERS));
	add_extra(request, VIEW("search_interval"), text_of(request, KEY_INTERVAL));
	if (!view_eq(filter, VIEW("ALL")))
		add_extra(request, VIEW("search_filter"), filter);
	return true;
}

/* "download" is saved by the user, "view" is looked at in the browser; pictures of an opened
 * message and thumbnails the browser fetches by itself. What is named by a file is a part of a
 * message that is being written. */
bool roundcube_take_part(struct roundcube_request *request)
{
	spoor_view mode = VIEW("view");

	if (is_set(request, KEY_FILE)) {
		event_set_action(request->event, ACTION_MAIL_COMPOSE);
		return roundcube_take_upload(request);
	}
	if (is_set(request, KEY_DOWNLOAD))
		mode = VIEW("download");
	else if (is_set(request, KEY_THUMB))
		mode = VIEW("thumbnail");
	else if (is_set(request, KEY_EMBED))
		mode = VIEW("inline");
	event_set_text(request->event, FIELD_ATTACHMENT_PART, text_of(request, KEY_PART));
	event_set_text(request->event, FIELD_ATTACHMENT_MODE, mode);
	return true;
}

/* The last part of a folder's name says that it is the trash; names as servers and clients
 * make them. */
static bool is_trash(spoor_view folder)
{
	static const char *const names[] = {
		"trash", "deleted", "deleted items", "deleted messages"};
	size_t from = folder.len;

	while (from && folder.ptr[from - 1] != '/' && folder.ptr[from - 1] != '.')
		from--;
	for (size_t i = 0; i < COUNT(names); i++)
		if (view_eq_nocase(view_skip(folder, from), view_string(names[i])))
			return true;
	return false;
}

/* Mostly all this is in the body. A user's Delete is a move to the trash. */
bool roundcube_take_move(struct roundcube_request *request)
{
	spoor_view target = text_of(request, KEY_TARGET_MBOX);

	event_set_text(
		request->event, FIELD_MAILBOX_FOLDER_FROM, text_of(request, KEY_MBOX));
	event_unset(request->event, FIELD_MAILBOX_FOLDER);
	event_set_text(request->event, FIELD_MAILBOX_FOLDER, target);
	if (is_trash(target)) {
		event_set_action(request->event, ACTION_MAIL_DELETE);
		event_set_constant(request->event, FIELD_DELETE_KIND, VIEW("trash"));
	}
	return true;
}

bool roundcube_take_flag(struct roundcube_request *request)
{
	spoor_view flag = text_of(request, KEY_FLAG);

	event_add_text(request->event, FIELD_MAIL_FLAGS, flag);
	if (view_eq(flag, VIEW("delete"))) {
		event_set_action(request->event, ACTION_MAIL_DELETE);
		event_set_constant(request->event, FIELD_DELETE_KIND, VIEW("flag"));
	}
	return true;
}

/* The first URL tells what is answered, forwarded or gone on with; the compose id ties what
 * follows to it. */
bool roundcube_take_compose(struct roundcube_request *request)
{
	static const struct {
		enum roundcube_key key;
		const char *about;
	} kinds[] = {{KEY_REPLY_UID, "reply"}, {KEY_FORWARD_UID, "forward"},
		{KEY_DRAFT_UID, "draft"}, {KEY_UID, "edit"}};

	for (size_t i = 0; i < COUNT(kinds); i++) {
		if (!is_set(request, kinds[i].key))
			continue;
		event_set_text(
			request->event, FIELD_MAIL_UID, text_of(request, kinds[i].key));
		add_extra(request, VIEW("compose"), view_string(kinds[i].about));
		break;
	}
	add_extra(request, VIEW("compose_to"), text_of(request, KEY_TO));
	add_extra(request, VIEW("compose_id"), text_of(request, KEY_ID));
	return true;
}

bool roundcube_take_upload(struct roundcube_request *request)
{
	add_extra(request, VIEW("compose_id"), text_of(request, KEY_ID));
	return true;
}

/* The form of a message is posted to the task's URL: to send it, or to save a draft; which, is
 * in the body. */
bool roundcube_take_form(struct roundcube_request *request)
{
	struct arena *arena = request->event->arena;
	spoor_view page = roundcube_query_word(&request->referrer, arena, KEY_ACTION);
	bool composed = view_eq(page, VIEW("compose"));

	if (!composed && !is_set(request, KEY_UNLOCK) && !is_set(request, KEY_FRAMED))
		return false;
	if (is_set(request, KEY_DRAFT))
		event_set_action(request->event, ACTION_MAIL_COMPOSE);
	if (composed)
		add_extra(request, VIEW("compose_id"),
			roundcube_query_text(&request->referrer, arena, KEY_ID));
	return true;
}

bool roundcube_take_receipt(struct roundcube_request *request)
{
	add_extra(request, VIEW("message"), VIEW("receipt"));
	return true;
}

bool roundcube_take_contacts(struct roundcube_request *request)
{
	event_set_text(request->event, FIELD_SEARCH_QUERY, text_of(request, KEY_Q));
	add_extra(request, VIEW("source"), text_of(request, KEY_SOURCE));
	add_extra(request, VIEW("group"), text_of(request, KEY_GID));
	add_extra(request, VIEW("contact"), text_of(request, KEY_CID));
	return true;
}

/* A picture for a signature or a canned response. The page that it says to come from is where
 * CVE-2025-49113 puts what it should not. */
bool roundcube_take_settings_upload(struct roundcube_request *request)
{
	spoor_view from = text_of(request, KEY_FROM);

	if (view_holds(from, VIEW("identity")))
		event_set_constant(request->event, FIELD_SETTINGS_KIND, VIEW("identity"));
	else if (view_holds(from, VIEW("response")))
		event_set_constant(request->event, FIELD_SETTINGS_KIND, VIEW("response"));
	add_extra(request, VIEW("from"), from);
	return true;
}
