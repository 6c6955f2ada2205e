/** Entry of the command line, on plain Node: `countersign COMMAND ...`. Results go to standard output, everything else to standard error. */
import { webcrypto } from 'node:crypto';
import { dirname, join } from 'node:path';
import { defectLine } from '../../shared/copy/command-line.ts';
import { printableText } from './output.ts';
import { openPorts } from './ports.ts';
import { defectExitCode, runCommandLine } from './run.ts';

// Whatever ends the program before its result is no result: Node would exit with 1, which is an answer of `verify`.
process.exitCode = defectExitCode;
process.on('uncaughtException', (error) => {
  process.stderr.write(`countersign: ${printableText(defectLine(error.message), false)}\n`);
  process.exit(defectExitCode);
});

// A reader that has seen enough (`| head`) is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => { if (error.code !== 'EPIPE') throw error; });

/** The program that reads evidence: built beside this one, or the source in its own room. */
const parserBeside = (file: string): string => (file.endsWith('.ts') ? join(dirname(file), '..', 'parser', 'parser-process.ts') : join(dirname(file), 'parser.js'));

const output = await runCommandLine(process.argv.slice(2), () => openPorts({
  env: process.env, from: process.cwd(), programFolder: import.meta.dirname, parserEntry: parserBeside(import.meta.filename), streams: { input: process.stdin, output: process.stderr }, print: (text) => { process.stdout.write(text); }, subtle: webcrypto.subtle as never,
}));
process.stderr.write(output.stderr);
process.stdout.write(output.stdout);
process.exitCode = output.exitCode;
