/* SPDX-License-Identifier: ISC */
/*
 * The log files of the Container Runtime Interface, as containerd, CRI-O and Podman write them:
 * time, stream, tags (F: a full line, P: a part of one), text. The path says which container.
 *
 *	2025-12-29T08:50:17.377642123+01:00 stdout F …
 *	/var/log/pods/NAMESPACE_POD_UID/CONTAINER/0.log
 *	/var/log/containers/POD_NAMESPACE_CONTAINER-ID.log
 */
#include "base/scan.h"
#include "format/table.h"
#include "format/wrap.h"

#define DATASET VIEW("cri.log")

enum { SURE = 90, ID_LEN = 64 };

/* What the head of such a line says. */
struct cri_head {
	struct stamp stamp;
	spoor_view stream;
	bool partial;
	spoor_view text;
};

static bool scan_head(spoor_view line, struct cri_head *head_r)
{
	if (!stamp_scan_iso(&line, &head_r->stamp) || !head_r->stamp.zoned ||
		!scan_char(&line, ' ') ||
		!wrap_scan_stream(&line, &head_r->stream, &head_r->partial))
		return false;
	head_r->text = line;
	return true;
}

static int bid(spoor_view line)
{
	struct cri_head head;

	return scan_head(line, &head) ? SURE : 0;
}

/* The last part of the path; the path loses it. */
static spoor_view take_last(spoor_view *path)
{
	size_t slash = view_find_last(*path, '/');
	spoor_view last = slash < path->len ? view_skip(*path, slash + 1) : *path;

	*path = view_head(*path, slash < path->len ? slash : 0);
	return last;
}

static void set_pod(
	struct spoor_event *event, spoor_view name, spoor_view namespace, spoor_view pod)
{
	wrap_set_container_name(event, name);
	event_add_extra(event, VIEW("namespace"), namespace);
	event_add_extra(event, VIEW("pod"), pod);
}

/* "POD_NAMESPACE_CONTAINER-ID.log" */
static bool read_link_name(struct spoor_event *event, spoor_view file)
{
	size_t tail = view_search(file, VIEW(".log"));
	spoor_view name = view_head(file, tail > ID_LEN ? tail - ID_LEN : 0);
	spoor_view pod = view_split(&name, '_');
	spoor_view namespace = view_split(&name, '_');

	if (namespace.len == 0 || name.len < 2 || name.ptr[name.len - 1] != '-')
		return false;
	set_pod(event, view_head(name, name.len - 1), namespace, pod);
	return true;
}

static void read_path(struct spoor_event *event, spoor_view path)
{
	spoor_view file = take_last(&path);
	spoor_view name = take_last(&path);
	spoor_view folder = take_last(&path);
	spoor_view namespace = view_split(&folder, '_');
	spoor_view pod = view_split(&folder, '_');

	if (!read_link_name(event, file) && pod.len && folder.len)
		set_pod(event, name, namespace, pod);
}

static bool parse(struct scene *scene, spoor_view record, struct spoor_event *event)
{
	struct cri_head head;

	if (!scan_head(record, &head))
		return false;
	read_path(event, scene->path);
	wrap_set_container_id(scene, event);
	wrap_set_stream(event, head.stream, head.partial);
	wrap_read_all(scene, head.text, &head.stamp, DATASET, event);
	return true;
}

const struct format format_cri = {
	.info = {.name = "cri",
		.about = "containerd's, CRI-O's and Podman's log files; each line by its "
			 "format",
		.sample = "2025-12-29T08:50:17.377642+01:00 stdout F Dec 29 07:50:17 mx1 "
			  "postfix/smtpd[77]: connect from unknown[192.0.2.1]"},
	.bid = bid,
	.parse = parse,
};
