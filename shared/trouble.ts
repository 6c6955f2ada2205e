/**
 * The catalogue of codes: what each one is about, as data. The words for them live in `copy/trouble.ts`, which does
 * not compile while a code has no words. A room adds its codes here, in its own block, beside its kind.
 */

/** Where in a file something stands: a JSON path, `line 12`, `row 4, column severity`. */
type Place = string;

/** Why no key is taken from a PKCS#12 file. */
export type Pkcs12Problem = 'not-pkcs12' | 'too-large' | 'damaged' | 'no-mac' | 'unknown-cipher' | 'too-many-rounds' | 'unknown-part' | 'no-key' | 'many-keys' | 'not-p256' | 'certificate-differs';

export interface RefusalParams {
  // input that a person or a pipeline gave us
  'input/not-found': { path: string };
  'input/not-a-file': { path: string };
  'input/exists': { path: string };
  'input/too-large': { name: string; sizeBytes: number; limitBytes: number };
  'input/not-utf8': { name: string; offsetBytes: number };
  'input/not-json': { name: string; place: Place; problem: string };
  'input/not-yaml': { name: string; place: Place; problem: string };
  'input/schema': { name: string; place: Place; expected: string; found: string };
  'input/format-number': { name: string; found: number; supported: number };
  'input/path-outside': { name: string; path: string };
  'input/usage': { problem: string };
  'input/changed': { name: string };
  'input/pdf-unreadable': { why: 'broken' | 'encrypted' | 'no-pages' | 'too-many-pages' | 'too-slow' };
  // strict JSON for signed data
  'json/duplicate-key': { name: string; place: Place; key: string };
  'json/unsafe-number': { name: string; place: Place; text: string };
  'json/too-deep': { name: string; place: Place; limit: number };
  'json/forbidden-key': { name: string; place: Place; key: string };
  'json/lone-surrogate': { name: string; place: Place };
  'json/not-canonical': { name: string };
  // archives
  'archive/not-zip': { name: string; problem: string };
  'archive/bad-entry': { name: string; entry: string; problem: string };
  'archive/too-much': { name: string; what: 'entries' | 'total-bytes' | 'entry-bytes' | 'ratio'; limit: number };
  'archive/missing-object': { name: string; digest: string };
  // dossier and evidence
  'dossier/duplicate-id': { name: string; id: string };
  'dossier/unknown-link': { name: string; from: string; to: string };
  'dossier/no-match': { name: string; pattern: string };
  'evidence/unknown-format': { name: string };
  'evidence/parser-stopped': { name: string; over: 'time' | 'memory'; seconds: number; megabytes: number };
  'evidence/unreadable': { name: string; format: string; place: Place; expected: string; found: string };
  // board rules
  'board/not-a-member': { member: string };
  'board/not-the-role': { member: string; role: string; act: string };
  'board/unknown-dossier': { dossier: string };
  'board/unknown-revision': { revision: string };
  'board/unknown-item': { item: string };
  'board/nobody-scored': { item: string };
  'board/not-latest-revision': { revision: string; latest: string };
  'board/shown-digest-differs': { shown: string; stored: string };
  'board/recused': { member: string; dossier: string };
  'board/owns-release': { member: string; dossier: string };
  'board/already-decided': { dossier: string };
  'board/already-recused': { member: string; dossier: string };
  'board/nothing-to-withdraw': { member: string; dossier: string };
  'board/conditions-missing': Record<string, never>;
  'board/reason-missing': { choice: string };
  'board/blockers-open': { findings: readonly string[] };
  'board/quorum-not-met': { counted: number; minimum: number; missingDisciplines: readonly string[]; forkedMembers: readonly string[]; contentMissing: boolean };
  'board/outcome-differs': { asked: string; rules: string };
  'board/not-decided': { dossier: string };
  'board/unknown-packet': { packet: string };
  'board/not-asked-to-countersign': { member: string; packet: string };
  'board/countersigned-already': { member: string; packet: string };
  'board/countersign-base': { packet: string };
  'board/too-many-countersigners': { counted: number; limit: number };
  'board/packet-ended': { packet: string; state: 'superseded' | 'revoked' };
  'board/not-a-successor': { packet: string; by: string; bar: 'itself' | 'earlier' | 'other-line' | 'ended' | 'addendum' };
  'board/nothing-to-add': { packet: string };
  'board/revocation-reason': { packet: string };
  'board/condition-closed': { condition: string };
  'board/condition-overdue': { condition: string; dueOn: string };
  'board/already-published': { revision: string };
  'board/unknown-annotation': { annotation: string };
  'board/annotation-withdrawn': { annotation: string };
  'board/not-its-author': { member: string; dossier: string };
  'board/unknown-finding': { finding: string };
  'board/finding-closed': { finding: string };
  'board/cannot-be-asked': { member: string; reason: 'no-submitter' | 'not-a-member' | 'recused' | 'author' };
  'board/unknown-meeting': { meeting: string };
  'board/meeting-closed': { meeting: string; state: 'cancelled' | 'over' };
  'board/meeting-too-early': { startsAt: string };
  'board/agenda-repeats': { dossier: string };
  'board/agenda-too-long': { minutes: number; agendaMinutes: number };
  'board/decision-not-standing': { decision: string; status: string };
  /** This computer's clock, and the time that the record has for something that must come first. */
  'board/clock-behind': { now: string; since: string };
  /** `dossier` empty: of the board itself. */
  'board/record-changed': { dossier: string };
  'board/exists': { path: string };
  'board/none': { path: string };
  'board/has-store': { store: string };
  'board/choice-gone': { chosen: 'charter' | 'store' | 'invite' | 'request' | 'keyFile' | 'module' };
  'board/not-a-sample': { path: string };
  'board/invite-invalid': { name: string; problem: string };
  'board/name-taken': { name: string; member: string };
  // packets
  'packet/not-upgradable': { name: string; problem: string };
  'packet/nothing-to-add': { name: string };
  'packet/not-countersignable': { name: string; problem: string };
  // keys
  'key/wrong-passphrase': { key: string };
  'key/weak-kdf': { key: string; cost: number; floor: number };
  'key/short-passphrase': { minimum: number };
  'key/cancelled': { act: string };
  'key/missing': { key: string };
  'key/exists': { path: string };
  'key/wrong-purpose': { key: string; purpose: string };
  /** An earlier attempt left a member key of another kind. */
  'key/other-home': { path: string };
  'key/import-refused': { name: string; flaw: Pkcs12Problem; found: string };
  'key/wrong-file-passphrase': { name: string };
  /** `left`: what the token says of the tries that are left. */
  'key/wrong-pin': { token: string; left: 'unknown' | 'few' | 'one' };
  'key/pin-locked': { token: string };
  /** `asked`: the key id that was asked for; `ids`: those that are there. `another`: the key is not the one that the profile was made with. */
  'key/token-key': { token: string; lack: 'none' | 'several' | 'not-p256' | 'no-public' | 'another'; asked: string | null; ids: readonly string[] };
  'key/token-ambiguous': { token: string; serials: readonly string[] };
  'key/no-token-support': { path: string };
  'key/locked': { key: string };
  'key/cannot-seal': { member: string };
  // sync
  'device/behind-own-head': { device: string; local: number; store: number };
  'profile/no-store': { path: string };
  // profile and shell
  'profile/in-use': { path: string };
  'ipc/bad-sender': { channel: string };
  'ipc/bad-request': { channel: string; place: Place; expected: string };
}

export interface FaultParams {
  'disk/read': { path: string; errno: string };
  'disk/write': { path: string; errno: string };
  'disk/full': { path: string };
  'disk/read-only': { path: string };
  'store/unreachable': { store: string; problem: string };
  'store/emptied': { store: string; name: string };
  'store/read': { store: string; name: string; problem: string };
  'store/write': { store: string; name: string; problem: string };
  'web/failed': { url: string; problem: string };
  'signer/stopped': { key: string };
  'token/module': { module: string; problem: string };
  /** `present`: labels of the tokens that are there. */
  'token/absent': { token: string; module: string; present: readonly string[] };
  'token/removed': { token: string };
  'token/failed': { token: string; step: 'open' | 'log in' | 'look' | 'sign' | 'wait'; problem: string };
  'parser/crashed': { name: string };
  'defect': { reference: string };
}

export interface IntegrityParams {
  'object/damaged': { digest: string; path: string };
  'object/missing': { digest: string };
  'feed/broken-chain': { device: string; seq: number; problem: string };
  'feed/torn-record': { path: string; seq: number };
  'feed/fork': { device: string; seq: number; first: string; second: string };
  'feed/records-lost': { device: string; known: number; found: number };
  'feed/rollback': { device: string; known: number; found: number };
  'signature/invalid': { what: string; who: string };
  'signature/unknown-key': { what: string; key: string };
  'signature/too-few': { what: string; found: number; needed: number };
  'roster/broken-chain': { seq: number; problem: string };
  'store/bad-object': { name: string; problem: string };
  'timestamp/wrong': { authority: string; problem: string };
  'envelope/damaged': { key: string; problem: string };
  'seal/broken': { problem: string };
}
