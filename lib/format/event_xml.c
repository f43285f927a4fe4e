/* SPDX-License-Identifier: ISC */
/*
 * Elements <Event> of XML, a line or many lines each: events of Windows as wevtutil and the Event
 * Viewer save them, and the results of searches in Exchange's mailbox and admin audit logs.
 *
 *	<Event xmlns="…/events/event"><System><Provider Name="MSExchange CmdletLogs"/>
 *	 <EventID>1</EventID>…</System><EventData><Data>Set-Mailbox</Data>…</EventData></Event>
 *	<Event MailboxGuid="…" Owner="alice" LastAccessed="2026-03-02T09:15:01.25+01:00"
 *	 Operation="FolderBind" …><SourceItems>…</SourceItems></Event>
 */
#include "base/scan.h"
#include "format/table.h"
#include "format/winevent.h"
#include "format/xml.h"

enum { SURE = 85 };

static bool is_event(spoor_view record)
{
	return scan_literal(&record, VIEW("<Event")) && record.len &&
	       (record.ptr[0] == ' ' || record.ptr[0] == '>' || record.ptr[0] == '\n' ||
		       record.ptr[0] == '\r' || record.ptr[0] == '\t');
}

static int bid(spoor_view line)
{
	return is_event(line) ? SURE : 0;
}

/* ------------------------------------------------------------------ Windows */

/* A tag of System whose value is in an attribute, and those whose value is their text. */
static void take_system(struct winevent *winevent, const struct xml_node *node,
	spoor_view text, struct arena *arena)
{
	if (view_eq(node->name, VIEW("Provider")))
		winevent->provider =
			xml_text(arena, xml_get(node->attributes, VIEW("Name")));
	else if (view_eq(node->name, VIEW("TimeCreated")))
		winevent->time =
			xml_text(arena, xml_get(node->attributes, VIEW("SystemTime")));
	else if (view_eq(node->name, VIEW("EventID")))
		winevent->id = xml_text(arena, text);
	else if (view_eq(node->name, VIEW("EventRecordID")))
		winevent->record = xml_text(arena, text);
	else if (view_eq(node->name, VIEW("Computer")))
		winevent->computer = xml_text(arena, text);
	else if (view_eq(node->name, VIEW("Data")))
		winevent_add(winevent,
			xml_text(arena, xml_get(node->attributes, VIEW("Name"))),
			xml_text(arena, text));
}

/* The text between a tag and what follows it. */
static spoor_view text_behind(spoor_view rest)
{
	struct xml_node node;

	return xml_next(&rest, &node) && node.name.len == 0 && !node.is_end
		       ? node.text
		       : view_of("", 0);
}

static void read_windows(
	struct scene *scene, spoor_view record, struct spoor_event *event)
{
	struct winevent winevent;
	struct xml_node node;

	winevent_init(&winevent);
	while (xml_next(&record, &node))
		if (node.name.len && !node.is_end)
			take_system(&winevent, &node,
				node.is_empty ? view_of("", 0) : text_behind(record),
				event->arena);
	winevent_set(scene, &winevent, event);
}

/* ------------------------------------------------------------------ audit logs */

/* "<Item Subject=…/>" of a list of items is SourceItems.Subject. */
static spoor_view item_name(spoor_view name)
{
	/* <ItemId="…": so the documentation's sample has it. */
	static const spoor_view names[][2] = {
		{{"Subject", 7}, {"SourceItems.Subject", 19}},
		{{"Id", 2}, {"SourceItems.Id", 14}},
		{{"", 0}, {"SourceItems.Id", 14}},
		{{"FolderPathName", 14}, {"SourceItems.FolderPathName", 26}},
	};

	for (size_t i = 0; i < COUNT(names); i++)
		if (view_eq(name, names[i][0]))
			return names[i][1];
	return name;
}

static void take_attributes(struct audit *audit, const struct xml_node *node)
{
	bool is_item = !view_eq(node->name, VIEW("Event"));
	spoor_view rest = node->attributes;
	spoor_view name;
	spoor_view value;

	while (xml_attribute(&rest, &name, &value))
		audit_take(audit, is_item ? item_name(name) : name,
			xml_text(audit->event->arena, value));
	audit->items += is_item;
}

static void take_property(struct audit *audit, const struct xml_node *node)
{
	struct arena *arena = audit->event->arena;
	spoor_view name = xml_text(arena, xml_get(node->attributes, VIEW("Name")));

	event_add_extra(audit->event, name,
		xml_text(arena, xml_get(node->attributes, VIEW("NewValue"))));
}

static void read_audit(struct scene *scene, spoor_view record, struct spoor_event *event)
{
	struct xml_node node;
	struct audit audit;
	bool is_admin = false;

	audit_begin(&audit, scene, event);
	while (xml_next(&record, &node)) {
		if (node.name.len == 0 || node.is_end)
			continue;
		if (view_eq(node.name, VIEW("Event"))) {
			is_admin = xml_get(node.attributes, VIEW("Cmdlet")).len != 0;
			take_attributes(&audit, &node);
		} else if (view_eq(node.name, VIEW("Parameter"))) {
			audit_param(&audit,
				xml_text(event->arena,
					xml_get(node.attributes, VIEW("Name"))),
				xml_text(event->arena,
					xml_get(node.attributes, VIEW("Value"))));
		} else if (view_eq(node.name, VIEW("Property"))) {
			take_property(&audit, &node);
		} else if (view_starts(node.name, VIEW("Item"))) {
			take_attributes(&audit, &node);
		}
	}
	audit_finish(&audit,
		is_admin ? VIEW("exchange.admin_audit") : VIEW("exchange.mailbox_audit"));
}

static bool parse(struct scene *scene, spoor_view record, struct spoor_event *event)
{
	spoor_view rest = record;
	struct xml_node node;

	if (!is_event(record) || !xml_next(&rest, &node))
		return false;
	if (xml_get(node.attributes, VIEW("LastAccessed")).len ||
		xml_get(node.attributes, VIEW("RunDate")).len)
		read_audit(scene, record, event);
	else
		read_windows(scene, record, event);
	return true;
}

const struct format format_event_xml = {
	.info = {.name = "event_xml",
		.about =
			"Exchange's audit searches and Windows events (shell, IIS) in XML",
		.sample = "<Event MailboxGuid=\"a1\" Owner=\"alice\" "
			  "LastAccessed=\"2026-03-02T09:15:01.25+01:00\" "
			  "Operation=\"FolderBind\" OperationResult=\"Succeeded\" "
			  "LogonType=\"Delegate\" FolderPathName=\"\\Inbox\" />"},
	.bid = bid,
	.parse = parse,
};
