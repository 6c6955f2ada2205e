/** What a command leaves for the process to do, and which exit code a trouble has. */
import { visibleText } from '../../shared/bytes/readable-json.ts';
import { nbsp } from '../../shared/copy/number.ts';
import { troubleLine } from '../../shared/copy/trouble.ts';
import type { CommandWord } from '../../shared/copy/command-line.ts';
import { commandExitCodes, exitCodes } from '../../shared/packet/verdict.ts';
import { assertNever, type Trouble } from '../../shared/result.ts';

export interface CommandOutput { readonly exitCode: number; readonly stdout: string; readonly stderr: string }

/** Exit code of what the board's rules, keys or the profile refuse. */
export const refusedExitCode = 2;

/** 2 refused, 64 usage, 65 data, 66 no such input, 73 can't write, 74 input or output error. */
export function exitOf(trouble: Trouble): number {
  switch (trouble.family) {
    case 'integrity': return exitCodes.unreadable;
    case 'fault':
      if (trouble.code === 'disk/full' || trouble.code === 'disk/read-only') return commandExitCodes.cannotWrite;
      return trouble.code === 'disk/write' && trouble.params.errno !== 'EIO' ? commandExitCodes.cannotWrite : commandExitCodes.io;
    case 'refusal':
      if (trouble.code === 'input/usage') return commandExitCodes.usage;
      if (trouble.code === 'input/not-found' || trouble.code === 'input/not-a-file' || trouble.code === 'board/none') return commandExitCodes.noInput;
      return /^(?:input|json|archive|dossier|evidence)\//.test(trouble.code) ? exitCodes.unreadable : refusedExitCode;
    default: return assertNever(trouble);
  }
}

/** A command that ended with a trouble, which goes to standard error. */
export function failed(command: CommandWord | null, trouble: Trouble): CommandOutput {
  return { exitCode: exitOf(trouble), stdout: '', stderr: `${['countersign', command].filter((word) => word !== null).join(' ')}: ${troubleLine(trouble)}\n` };
}

/** A command that found several troubles, each on a line; the first one decides the exit code. */
export function failedAll(command: CommandWord, troubles: readonly Trouble[]): CommandOutput {
  const each = troubles.map((trouble) => failed(command, trouble));
  return { exitCode: each[0]?.exitCode ?? 0, stdout: '', stderr: each.map(({ stderr }) => stderr).join('') };
}

export function done(stdout: string): CommandOutput {
  return { exitCode: 0, stdout, stderr: '' };
}

/** Lines of a label and a text, the texts under each other. */
export function rows(lines: readonly (readonly [string, string])[], indent = ''): string {
  const width = Math.max(...lines.map(([label]) => label.length));
  return lines.map(([label, text]) => `${indent}${label.padEnd(width)}  ${text.replaceAll('\n', ' ')}\n`).join('');
}

export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/**
 * Output as a terminal may show it: what dossiers and members wrote can neither steer the terminal nor turn or hide other text.
 * JSON stays the same JSON.
 */
export function printable({ exitCode, stdout, stderr }: CommandOutput, isJson: boolean): CommandOutput {
  return { exitCode, stdout: printableText(stdout, isJson), stderr: printableText(stderr, false) };
}

/** A part of the output, as {@link printable} makes it. */
export function printableText(text: string, isJson: boolean): string {
  return visibleText(isJson ? text : text.replaceAll(nbsp, ' '));
}
