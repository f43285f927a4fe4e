# SPDX-License-Identifier: ISC
"""What each act of the lab leaves in its logs."""

# Where a kind of line stands, by the layout of the run. Two names: each has it.
LOGS = {
    'dovecot': {'syslog': ('mail.log', 'mail-traditional.log'), 'files': ('dovecot-info.log',),
                'dovecot24': ('dovecot.log',)},
    'front': {'syslog': ('dovecot-front.log',), 'files': ('dovecot-front.log',)},
    'postfix': {'syslog': ('mail.log', 'mail-traditional.log'), 'files': ('maillog',)},
    # Dovecot's event export and, of ManageSieve, its debug lines: where they are turned on.
    'export': {'syslog': ('mail.log',), 'files': ('dovecot-info.log',), 'dovecot24': ('events.json',)},
    'debug': {'syslog': ('mail.log',), 'files': ('dovecot-debug.log',), 'dovecot24': ('events.json',)},
    'access': {'syslog': ('apache/webmail_access.log', 'apache/other_vhosts_access.log'),
               'files': ('apache/webmail_access.log', 'apache/other_vhosts_access.log')},
    'www': {'syslog': ('apache/other_vhosts_access.log',),
            'files': ('apache/other_vhosts_access.log',)},
    'behind': {'syslog': ('apache/mail_access.log',), 'files': ('apache/mail_access.log',)},
    'nginx': {'syslog': ('nginx/access.log', 'nginx/access.json'),
              'files': ('nginx/access.log', 'nginx/access.json')},
    'userlogins': {'syslog': ('roundcube-syslog.log',), 'files': ('roundcube/userlogins.log',)},
    'password': {'syslog': ('roundcube-syslog.log',), 'files': ('roundcube/password.log',)},
}


class Trace:
    """An event that an act leaves: in which log, which, and what it says.

    `fields` are the event's; a value is the act's own by key ('@user'), made of it by a function,
    or said. `only` says of which acts the row is, `times` how often the event is there.
    """

    def __init__(self, log, actions, outcome=None, only=None, times=None, **fields):
        self.log, self.actions, self.outcome = log, actions.split(), outcome
        self.only, self.count = only, times
        self.fields = {name.replace('__', '.'): want for name, want in fields.items()}

    def __str__(self):
        return f'{" or ".join(self.actions)} ({self.outcome or "no outcome"})'

    def applies(self, act, layout):
        return layout in LOGS[self.log] and (self.only is None or self.only(act))

    def times(self, act):
        return self.count(act) if self.count else 1

    def fits(self, act, event):
        return event.get('event.outcome') == self.outcome and \
            all(same(event.get(name), value_of(want, act)) for name, want in self.fields.items())


def value_of(want, act):
    if callable(want):
        return want(act)
    return act[want[1:]] if isinstance(want, str) and want.startswith('@') else want


def same(have, want):
    return want in have if isinstance(have, list) else have == want


def exported(act):
    return act['exported']


def port(*ports):
    return lambda act: act.get('port', 993) in ports


def message_id(act):
    return act['message_id'].strip('<>')


def direct(act):
    return act['vhost'] != 'mail.lab.example'


def proxied(act):
    return not direct(act)


def probe(kind):
    """What a scanner asked for: a page of the webmail, the other site's, or neither."""
    def is_kind(act):
        return kind == ('mail' if '_task=mail' in act['path'] else
                        'www' if act['path'] == '/index.html' else 'page')
    return is_kind


def each_recipient(act):
    return len(act['rcpts'])


WHO = {'user__name': '@user', 'source__ip': '@src'}
BY_WEB = {'source__ip': '@src', 'network__application': 'roundcube'}
SCRIPT = {'user__name': '@user', 'spoor__rule__name': '@script'}
ASKED = {'source__ip': '@src', 'url__original': '@path'}
MESSAGE = {'spoor__mailbox__folder': '@box', 'spoor__mail__uid': lambda act: str(act['uid'])}


def login(protocol, outcome, **more):
    """What Dovecot says of a login, and of a failed one why, too."""
    return [Trace('dovecot', 'login', outcome, network__protocol=protocol, **WHO, **more)]


def request(action, outcome='success', **fields):
    """The line of a request to the webmail, or those on both sides of its proxy."""
    return [Trace('access', action, outcome, only=direct, **BY_WEB, **fields),
            Trace('behind', action, outcome, only=proxied, **BY_WEB, **fields),
            Trace('nginx', action, outcome, only=proxied, **BY_WEB, **fields)]


ACTS = {
    # IMAP, POP3, ManageSieve
    ('imap.login', 'ok'): login('imap', 'success', only=port(143, 993)) +
    [Trace('front', 'login', 'success', only=port(1143), **WHO)],
    ('imap.login', 'fail'): login('imap', 'failure', only=port(143, 993)) +
    [Trace('front', 'login', 'failure', only=port(1143), **WHO)],
    ('imap.logout', 'ok'): [Trace('dovecot', 'logout', user__name='@user', network__protocol='imap')],
    ('imap.cut', 'ok'): [Trace('dovecot', 'logout', user__name='@user', network__protocol='imap')],
    ('imap.copy', 'ok'): [Trace('dovecot', 'mail-move', user__name='@user',
                                spoor__mailbox__folder='@target',
                                only=lambda act: not act['expunged'])],
    ('imap.append', 'ok'): [Trace('dovecot', 'mail-append', user__name='@user')],
    ('imap.expunge', 'ok'): [Trace('dovecot', 'mail-delete', user__name='@user',
                                   spoor__mailbox__folder='@box', spoor__delete__kind='hard',
                                   times=lambda act: len(act['uids']))],
    ('imap.mailboxes', 'ok'): [Trace('dovecot', 'folder-change', user__name='@user',
                                     times=lambda act: 3)],
    ('pop3.login', 'ok'): login('pop3', 'success'),
    ('pop3.login', 'fail'): login('pop3', 'failure'),
    ('pop3.session', 'ok'): [Trace('dovecot', 'logout', user__name='@user', network__protocol='pop3',
                                   spoor__pop3__retr_count='@retr', spoor__pop3__del='@dele')],
    ('sieve.login', 'ok'): login('managesieve', 'success'),
    ('sieve.login', 'fail'): login('managesieve', 'failure'),

    # SMTP
    ('smtp.auth', 'fail'): [Trace('postfix', 'login', 'failure', times=lambda act: 2,
                                  network__protocol='smtp', **WHO)],
    ('smtp.send', 'ok'): [Trace('postfix', 'mail-send', 'success', **WHO),
                          Trace('postfix', 'mail-queue', email__message_id=message_id)],
    ('mx.deliver', 'ok'): [Trace('postfix', 'mail-receive', source__ip='@src'),
                           Trace('postfix', 'mail-queue', email__message_id=message_id)],
    ('mx.deliver', 'fail'): [Trace('postfix', 'mail-reject', 'failure', source__ip='@src',
                                   email__sender__address='@sender')],
    ('lmtp.deliver', 'ok'): [Trace('dovecot', 'mail-deliver', 'success', times=each_recipient)],

    # Roundcube
    ('web.login', 'ok'): request('login', http__response__status_code=302) + [
        Trace('userlogins', 'login', 'success', **WHO),
        Trace('dovecot', 'login', 'success', user__name='@user', source__ip='127.0.0.1',
              spoor__source__role='webmail')],
    ('web.login', 'fail'): request('login', 'failure', http__response__status_code=401) + [
        Trace('userlogins', 'login', 'failure', **WHO),
        Trace('dovecot', 'login', 'failure', user__name='@user', source__ip='127.0.0.1',
              spoor__source__role='webmail')],
    ('web.logout', 'ok'): request('logout'),
    ('web.list', 'ok'): request('mail-list', spoor__mailbox__folder='@box'),
    ('web.folder', 'ok'): request('mail-list', spoor__mailbox__folder='NoSuch'),
    ('web.refresh', 'ok'): request('other'),
    ('web.search', 'ok'): request('mail-search', spoor__search__query='@q',
                                  spoor__mailbox__folder='@box'),
    ('web.show', 'ok'): request('mail-open', **MESSAGE),
    ('web.preview', 'ok'): request('mail-open', **MESSAGE),
    ('web.download', 'ok'): request('attachment-download', spoor__attachment__mode='download',
                                    spoor__attachment__part='@part', **MESSAGE),
    ('web.get', 'fail'): request('attachment-download', 'failure', spoor__mail__uid='9999'),
    ('web.zip_attachments', 'ok'): request('attachment-download', spoor__attachment__mode='zip',
                                           **MESSAGE),
    ('web.zip_messages', 'ok'): request('mail-export', spoor__export__scope='selection'),
    ('web.export', 'ok'): request('mail-export', spoor__export__scope='message', **MESSAGE),
    ('web.move', 'ok'): request('mail-move'),
    ('web.purge', 'ok'): request('mail-delete', spoor__delete__kind='purge'),
    ('web.bad_token', 'ok'): request('mail-delete'),
    ('web.compose', 'ok'): request('mail-compose'),
    ('web.upload', 'ok'): request('mail-compose'),
    ('web.send', 'ok'): request('mail-send'),
    ('web.settings.forward', 'ok'): request('rule-change', spoor__rule__kind='forward'),
    ('web.settings.filter', 'ok'): request('rule-change', spoor__rule__kind='sieve'),
    ('web.settings.identity', 'ok'): request('settings-change', spoor__settings__kind='identity'),
    ('web.settings.password', 'ok'): request('credential-change', spoor__credential__kind='password') +
    [Trace('password', 'credential-change', 'success', user__name='@user')],
    ('web.probe', 'ok'): [
        Trace('access', 'http-request', 'success', only=probe('page'), **ASKED),
        Trace('access', 'mail-open', 'success', only=probe('mail'), **ASKED),  # the login page came
        Trace('www', 'http-request', 'success', only=probe('www'), **ASKED)],
    ('web.probe', 'fail'): [Trace('access', 'http-request', 'failure', **ASKED)],
    ('web.exploit_probe', 'ok'): request('settings-change mail-open'),
    ('web.exploit_probe', 'fail'): [Trace('access', 'http-request', 'failure', source__ip='@src')],

    # Scanners
    ('raw', 'ok'): [Trace('postfix', 'connect', only=port(25, 587), source__ip='@src'),
                    Trace('dovecot', 'connect login', 'failure', only=port(110, 143, 993, 995),
                          source__ip='@src')],

    # Without event export and debug lines these leave no line of their own.
    ('imap.select', 'ok'): [Trace('export', 'mail-list', 'success', only=exported,
                                  user__name='@user', spoor__mailbox__folder='@box')],
    ('imap.fetch', 'ok'): [Trace('export', 'mail-list mail-open mail-fetch', 'success', only=exported,
                                 user__name='@user')],
    ('sieve.put', 'ok'): [Trace('debug', 'rule-change', 'success', only=exported, **SCRIPT)],
    ('sieve.activate', 'ok'): [Trace('debug', 'rule-change', 'success', only=exported, **SCRIPT)],
    ('sieve.delete', 'ok'): [Trace('debug', 'rule-change', 'success', only=exported, **SCRIPT)],
    ('sieve.put', 'fail'): [Trace('dovecot', 'rule-change', 'failure', **SCRIPT)],

    # These leave none at all.
    ('imap.idle', 'ok'): [],
    ('smtp.auth', 'ok'): [],  # the line that opens the message says it
    ('sieve.activate', 'fail'): [],  # there was no script
    ('admin', 'ok'): [],  # doveadm on the server itself
    ('admin', 'fail'): [],
}
