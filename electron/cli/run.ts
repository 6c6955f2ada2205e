/** Runs one command line: finds the command, checks its words, and turns what comes of it into output and an exit code. */
import { commandWords, defectLine, helpText, usageWords, type CommandWord } from '../../shared/copy/command-line.ts';
import type { Result } from '../../shared/result.ts';
import type { Command } from './command.ts';
import { followInputs, readOptions, usage } from './options.ts';
import { done, failed, printable, type CommandOutput } from './output.ts';
import type { CommandLinePorts } from './ports.ts';

/** Each command is loaded when it is wanted: a gate that verifies doesn't wait for the code that sets pages. */
const commands: Readonly<Record<Exclude<CommandWord, 'help'>, () => Promise<Command>>> = {
  'board init': async () => (await import('./board.ts')).init,
  'board invite': async () => (await import('./board.ts')).invite,
  'board join': async () => (await import('./board.ts')).join,
  'board admit': async () => (await import('./board.ts')).admit,
  'board enter': async () => (await import('./board.ts')).enter,
  pack: async () => (await import('./dossier.ts')).pack,
  inspect: async () => (await import('./inspect.ts')).inspect,
  init: async () => (await import('./init.ts')).init,
  check: async () => (await import('./check.ts')).check,
  diff: async () => (await import('./diff.ts')).diff,
  publish: async () => (await import('./dossier.ts')).publish,
  sync: async () => (await import('./sync.ts')).sync,
  status: async () => (await import('./status.ts')).status,
  packet: async () => (await import('./packet.ts')).packet,
  verify: async () => (await import('./verify.ts')).verify,
  gate: async () => (await import('./gate.ts')).gate,
  'packet addendum': async () => (await import('./after-issue.ts')).addendum,
  'packet supersede': async () => (await import('./after-issue.ts')).supersede,
  'packet revoke': async () => (await import('./after-issue.ts')).revoke,
  'packet countersign': async () => (await import('./countersign-packet.ts')).countersign,
  'packet file': async () => (await import('./countersign-packet.ts')).packetFile,
  'packet statement': async () => (await import('./statement.ts')).statement,
  'verify-page': async () => (await import('./verify-page.ts')).verifyPage,
  'packet upgrade': async () => (await import('./upgrade.ts')).upgrade,
  'board crl': async () => (await import('./upgrade.ts')).revocationList,
  'board status-list': async () => (await import('./status-list.ts')).statusList,
  audit: async () => (await import('./status.ts')).audit,
};

/** Exit code of a fault of the program itself. */
export const defectExitCode = 70;

const isCommand = (word: string): word is CommandWord => Object.hasOwn(commandWords, word);

/** The command that the words begin with, and how many of them name it; null: none. */
function commandIn(words: readonly string[]): { readonly name: CommandWord; readonly length: 1 | 2 } | null {
  const [first = '', second = ''] = words;
  if (isCommand(`${first} ${second}`)) return { name: `${first} ${second}` as CommandWord, length: 2 };
  return isCommand(first) ? { name: first, length: 1 } : null;
}

/** Runs the words after the program's name. Never throws: a defect becomes exit code 70 and one line. */
export async function runCommandLine(words: readonly string[], openPorts: () => Promise<Result<CommandLinePorts>>): Promise<CommandOutput> {
  const found = commandIn(words);
  const wantsHelp = words.includes('--help') || words.includes('-h');
  if (words.length === 0 || found?.name === 'help' || wantsHelp) return help(found?.name === 'help' ? words.slice(1) : wantsHelp ? words.filter((word) => !word.startsWith('-')) : []);
  if (found === null) return printable(failed(null, problem(usageWords.unknown(words.slice(0, 2).join(' ')))), false);
  const { name, length } = found;
  try {
    return await runFound(name, words.slice(length), openPorts);
  } catch (error) {
    return printable({ exitCode: defectExitCode, stdout: '', stderr: `countersign ${name}: ${defectLine(error instanceof Error ? error.message : String(error))}\n` }, false);
  }
}

async function runFound(name: Exclude<CommandWord, 'help'>, words: readonly string[], openPorts: () => Promise<Result<CommandLinePorts>>): Promise<CommandOutput> {
  const ports = await openPorts();
  if (!ports.ok) return printable(failed(name, ports.trouble), false);
  const command = await commands[name]();
  const given = readOptions(words, command.takes, ports.value.from);
  if (!given.ok) return printable(failed(name, given.trouble), false);
  const followed = await followInputs(given.value, ports.value.board.files);
  if (!followed.ok) return printable(failed(name, followed.trouble), false);
  const output = await command.run(followed.value, ports.value);
  return output.ok ? printable(output.value, given.value.flag('json')) : printable(failed(name, output.trouble), false);
}

/** Help on the command that the words name, or the whole page; an unknown one is wrong usage. */
async function help(words: readonly string[]): Promise<CommandOutput> {
  if (words.length === 0) return done(helpText(null));
  const found = commandIn(words);
  if (found !== null) return done(helpText(found.name, found.name !== 'help' && (await commands[found.name]()).takes.passphrase));
  return words[0] === 'board' ? done(helpText(null)) : printable(failed(null, problem(usageWords.unknown(words[0] ?? ''))), false);
}

function problem(text: string) {
  return usage(text).trouble;
}
