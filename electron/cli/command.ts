/** One command of the command line: what it takes and what it does. */
import type { Result } from '../../shared/result.ts';
import type { Given, OptionTable } from './options.ts';
import type { CommandOutput } from './output.ts';
import type { CommandLinePorts } from './ports.ts';

export interface Command {
  readonly takes: OptionTable;
  run(given: Given, ports: CommandLinePorts): Promise<Result<CommandOutput>>;
}
