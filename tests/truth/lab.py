#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Every act that was done in the lab leaves the events that the table names, or none.

    lab.py --spoor PATH --shared DIR [-v]

DIR/lab/sample/SCENARIO/LAYOUT holds a run: log/ and truth.jsonl, one object an act, written when
the act had ended. Each act is looked for in each log where it must have left a line: with its
user, its outcome, the address that the log's line carries, and its time. An event stands for one
act. Acts without a row in the table fail the test; -v names every act that is missing.
"""
import argparse
import collections
import datetime
import json
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from lab_table import ACTS, LOGS  # noqa: E402

SKIPPED = 77
ROTATED = re.compile(r'(\.\d{8}-\d{6})?(\.\d+)?(\.gz)?$')
SITE = ['--webmail', '127.0.0.1', '--proxy', '127.0.0.1']
# Stamps without a zone are in that of their ids; but Postfix' own file has none of use, and the
# catalogue a single one behind the change to summer time.
ZONES = collections.defaultdict(lambda: ['--tz', 'maillog*=Europe/Paris'],
                                catalogue=['--tz', 'Europe/Paris'])
EXPORTING = {'catalogue', 'dovecot24'}
BEFORE, AFTER = 6.0, 3.0  # seconds: failed logins are held back, access logs stamp the start


def instant(text):
    head, _, fraction = text.rstrip('Z').partition('.')
    whole = datetime.datetime.fromisoformat(head).replace(tzinfo=datetime.timezone.utc)
    return whole.timestamp() + (float('0.' + fraction) if fraction else 0)


class Events:
    """The events of one log with its rotated files, by action; each is taken once."""

    def __init__(self):
        self.by_action = collections.defaultdict(list)

    def add(self, event):
        self.by_action[event['event.action']].append([instant(event['@timestamp']), event])

    def take(self, act, trace):
        """Takes the earliest that fits: acts come by time, and so do their lines."""
        fitting = [item for action in trace.actions for item in self.by_action[action]
                   if item[1] and -BEFORE <= item[0] - act['ts'] <= AFTER
                   and trace.fits(act, item[1])]
        if not fitting:
            return False
        min(fitting, key=lambda item: item[0])[1] = None
        return True


def read_events(spoor, folder):
    """The events below a folder by the name of their log, rotated files under their log's name."""
    done = subprocess.run([spoor, 'parse', '-q', *SITE, *ZONES[folder.parent.name], '.'], cwd=folder,
                          capture_output=True, check=True)
    logs = collections.defaultdict(Events)
    for line in done.stdout.splitlines():
        event = json.loads(line)
        if '@timestamp' in event:
            path = event['log.file.path'].removeprefix('./').removeprefix('log/')
            logs[ROTATED.sub('', path)].add(event)
    return logs


def read_acts(path):
    """The acts; those in a webmail session with the virtual host that its login names, copies
    of a message with whether it was there, all with whether Dovecot exported its events."""
    acts = [json.loads(line) for line in path.read_text().splitlines()]
    hosts, expunged = {}, set()
    for act in acts:
        act['exported'] = not EXPORTING.isdisjoint(path.parts)
        if act['action'] == 'imap.expunge':
            expunged.update((act['user'], uid) for uid in act['uids'])
        elif act['action'] == 'imap.copy':
            act['expunged'] = (act['user'], act['uid']) in expunged
        if act['action'] == 'web.login':
            hosts[act['src']] = act['vhost']
        elif act['action'].startswith('web.'):
            act['vhost'] = hosts.get(act['src'])
    return acts


def check_act(act, layout, logs, missing):
    """Counts what is missing; gives how many events were looked for."""
    traces = ACTS.get((act['action'], act['result']))
    if traces is None:
        missing[f"{act['action']} {act['result']}: no row in the table"].append(act)
        return 0
    looked = 0
    for trace in traces:
        if not trace.applies(act, layout):
            continue
        for name in LOGS[trace.log].get(layout, ()):
            for _ in range(trace.times(act)):
                looked += 1
                if not logs[name].take(act, trace):
                    missing[f"{act['action']} {act['result']}: {trace} in {name}"].append(act)
    return looked


def check_run(spoor, folder, verbose):
    layout = folder.name
    logs = read_events(spoor, folder)
    acts = read_acts(folder / 'truth.jsonl')
    missing = collections.defaultdict(list)
    looked = sum(check_act(act, layout, logs, missing) for act in acts)
    print(f'{folder.parent.name}/{layout}: {len(acts)} acts, {looked} events looked for, '
          f'{sum(map(len, missing.values()))} missing')
    for what, which in sorted(missing.items()):
        print(f'  {len(which)} × {what}')
        for act in which if verbose else which[:1]:
            print(f'      {act["time"][:23]} {json.dumps(act)[90:300]}')
    return len(missing) + (looked == 0)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--spoor', required=True)
    parser.add_argument('--shared', required=True, type=pathlib.Path)
    parser.add_argument('-v', dest='verbose', action='store_true')
    options = parser.parse_args()
    runs = sorted(path.parent for path in (options.shared / 'lab/sample').rglob('truth.jsonl'))
    if not runs:
        print(f'skipped: no lab beside the checkout ({options.shared})')
        return SKIPPED
    spoor = str(pathlib.Path(options.spoor).resolve())
    return 1 if sum(check_run(spoor, run, options.verbose) for run in runs) else 0


if __name__ == '__main__':
    sys.exit(main())
