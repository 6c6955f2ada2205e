/** Home directories, user names and host paths in tool output, flagged before a dossier is published (rule E-7). */
import { warning } from './reader.ts';
import type { Warning } from '../dossier/evidence.ts';

const homePath = /(?:\/home\/|\/Users\/|\/root\/|[A-Za-z]:\\{1,2}Users\\{1,2})[^\s"'<>|:*?,;)\]}\\/]*/g;
const mostWarnings = 5;

/** One warning for each line that holds a home path, five at most for a file; `count` in the last one tells of the others. */
export function homePathWarnings(name: string, text: string): Warning[] {
  const warnings: Warning[] = [];
  let line = 1;
  let counted = 0;
  let lastLine = 0;
  let more = 0;
  for (const match of text.matchAll(homePath)) {
    for (; counted < match.index; counted++) if (text.charCodeAt(counted) === 10) line++;
    if (line === lastLine) continue;
    lastLine = line;
    if (warnings.length < mostWarnings) warnings.push(warning('home-path', `${name}, line ${line}`, `The file holds the home directory path ${match[0]}. Members of the board will see it.`));
    else more++;
  }
  if (more > 0) warnings.push(warning('home-path', name, `${more} more lines hold home directory paths.`));
  return warnings;
}
