/** What a tool's output gives away and nobody meant to publish: secrets, home directories, user and host names; flagged before a dossier is published (rule E-7). */
import { clip, warning } from './reader.ts';
import type { Warning } from '../dossier/evidence.ts';

/**
 * One way in which something shows. `hint` is cheap and matches wherever `source` does: most files hold none of it, and then the dear pattern isn't
 * tried at each of their letters. Hints are bounded, so that no file makes them slow.
 */
interface Trace { readonly source: string; readonly hint: RegExp }

/** How much of a match may be shown: a secret's beginning tells which one it is and no more. */
interface Exposure { readonly code: string; readonly traces: readonly Trace[]; readonly flags: string; readonly say: (match: string) => string; readonly more: string }

const hidden = (match: string): string => `${match.slice(0, 6)}…`;
const boundary = '(?<![A-Za-z0-9_-])';

/** Tokens by the prefixes that their issuers gave them so that they can be found, keys by their armour. */
const tokens = [
  '-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----', `${boundary}(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])`, `${boundary}gh[pousr]_[A-Za-z0-9]{36,}`, `${boundary}github_pat_[A-Za-z0-9_]{22,}`, `${boundary}glpat-[A-Za-z0-9_-]{20,}`,
  `${boundary}hf_[A-Za-z0-9]{30,}`, `${boundary}sk-(?:proj-|ant-)?[A-Za-z0-9_-]{32,}`, `${boundary}xox[abprs]-[A-Za-z0-9-]{10,}`, `${boundary}AIza[A-Za-z0-9_-]{35}`, `${boundary}npm_[A-Za-z0-9]{36}`,
  `${boundary}eyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}`,
].join('|');
const tokenHint = /PRIVATE KEY-----|A(?:KIA|SIA)[A-Z0-9]{16}|AIza[A-Za-z0-9_-]{35}|gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22}|glpat-[A-Za-z0-9_-]{20}|hf_[A-Za-z0-9]{30}|sk-[A-Za-z0-9_-]{32}|xox[abprs]-[A-Za-z0-9-]{10}|npm_[A-Za-z0-9]{36}|eyJ[A-Za-z0-9_-]{10}/;

const exposures: readonly Exposure[] = [
  { code: 'secret', flags: 'g', say: (match) => `The file holds what looks like a secret (${hidden(match)}). Withdraw it, and take it out of the file.`, more: 'more lines hold what looks like secrets', traces: [
    { source: tokens, hint: tokenHint },
    // A password in an address.
    { source: '[a-z][a-z0-9+.-]{1,20}://[^\\s:/@"\'<>]{1,80}:[^\\s/@"\'<>]{3,80}@', hint: /:\/\/[^\s:/@"'<>]{1,80}:[^\s/@"'<>]{3,80}@/ },
  ] },
  { code: 'home-path', flags: 'g', say: (match) => `The file holds the home directory path ${clip(match, 100)}. Members of the board will see it.`, more: 'more lines hold home directory paths', traces: [
    { source: '(?:/home/|/Users/|/root/|[A-Za-z]:\\\\{1,2}Users\\\\{1,2})[^\\s"\'<>|:*?,;)\\]}\\\\/]*', hint: /\/home\/|\/Users\/|\/root\/|:\\{1,2}Users\\/ },
  ] },
  { code: 'host-name', flags: 'gi', say: (match) => `The file names a machine: ${clip(match, 100)}. Members of the board will see it.`, more: 'more lines name machines', traces: [
    { source: '(?<![A-Za-z0-9.-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.){1,5}(?:internal|intranet|corp|lan|local|localdomain)(?![A-Za-z0-9.-]*[A-Za-z0-9])', hint: /\.(?:internal|intranet|corp|lan|local|localdomain)(?![A-Za-z0-9])/i },
    { source: '\\bhost_?name["\']?\\s*[=:]\\s*["\']?[A-Za-z0-9][A-Za-z0-9.-]{1,100}', hint: /host_?name/i },
  ] },
  { code: 'user-name', flags: 'g', say: (match) => `The file names a user: ${clip(match, 100)}. Members of the board will see it.`, more: 'more lines name users', traces: [
    { source: '(?<![A-Za-z0-9_-])(?:USER|USERNAME|user_?name)["\']?\\s*[=:]\\s*["\']?[A-Za-z0-9][A-Za-z0-9._-]{1,60}', hint: /USER|user_?name/ },
  ] },
];
const mostWarnings = 5;

/** One warning for each line that gives something away, five at most of a kind for a file; the last one tells of the others. */
export function exposureWarnings(name: string, text: string): Warning[] {
  return exposures.flatMap(({ code, traces, flags, say, more }) => {
    const shown = traces.filter(({ hint }) => hint.test(text));
    if (shown.length === 0) return [];
    const pattern = new RegExp(shown.map(({ source }) => source).join('|'), flags);
    const warnings: Warning[] = [];
    let [line, counted, lastLine, left] = [1, 0, 0, 0];
    for (const match of text.matchAll(pattern)) {
      for (; counted < match.index; counted++) if (text.charCodeAt(counted) === 10) line++;
      if (line === lastLine) continue;
      lastLine = line;
      if (warnings.length < mostWarnings) warnings.push(warning(code, `${name}, line ${line}`, say(match[0])));
      else left++;
    }
    if (left > 0) warnings.push(warning(code, name, `${left} ${more}.`));
    return warnings;
  });
}
