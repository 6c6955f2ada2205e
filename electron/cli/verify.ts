/** `countersign verify`: judges a packet and prints the verifier's answer. */
import { checkWords } from '../../shared/copy/status.ts';
import { stepWords } from '../../shared/copy/verdict.ts';
import { troubleLine } from '../../shared/copy/trouble.ts';
import type { GateReport } from '../../shared/packet/gate-report.ts';
import type { VerifyReport } from '../../shared/packet/verdict.ts';
import { ok, type Result } from '../../shared/result.ts';
import { nodeDigestParts } from '../platform/crypto.ts';
import { digestFile } from '../platform/file-digest.ts';
import type { Command } from './command.ts';
import { judgePacketFile, type JudgePorts } from './judge-packet.ts';
import type { Given } from './options.ts';
import { exitOf, failed, json, type CommandOutput } from './output.ts';
import { filesRead, packetOptions, questionOf } from './packet-question.ts';
import { reportPlaces, writeReports } from './packet-reports.ts';
import type { CommandLinePorts } from './ports.ts';

/** Exits with the verdict's code, or 64 for words that can't be read, 65 for a trust file or policy that is none, 66 for a missing file, 73 and 74 when the disk fails. */
export async function verifyCommand(given: Given, ports: JudgePorts & { readonly files: Pick<CommandLinePorts['board']['files'], 'write'> }, now: string): Promise<Result<CommandOutput>> {
  const question = questionOf(given, given.text('at') ?? now, { allowSample: given.flag('allow-sample'), listsBind: false });
  if (!question.ok) return question;
  const { at } = question.value;
  const places = reportPlaces(given, filesRead(question.value));
  if (!places.ok) return places;
  const judged = await judgePacketFile(question.value, ports);
  const outcome: GateReport = {
    format: 1, kind: 'gate-report', at, passed: judged.ok && judged.value.report.verdict === 'approved', exitCode: judged.ok ? judged.value.report.exitCode : exitOf(judged.trouble),
    summary: judged.ok ? judged.value.report.summary : troubleLine(judged.trouble), artifacts: judged.ok ? [...judged.value.artifacts] : [], report: judged.ok ? judged.value.report : null,
  };
  const written = await writeReports(places.value, outcome, { command: 'verify', packet: given.typed[0] ?? '', files: ports.files });
  if (!judged.ok) return ok(failed('verify', judged.trouble));
  if (!written.ok) return ok(failed('verify', written.trouble));
  const { report } = judged.value;
  return ok({ exitCode: report.exitCode, stdout: given.flag('json') ? json(report) : reportText(report), stderr: '' });
}

/** The verdict line, then a line for each fact: result, step, what was found. */
export function reportText({ summary, facts }: VerifyReport): string {
  const rows = facts.map(({ step, result, reason }) => [checkWords[result], stepWords[step], reason] as const);
  const width = (column: 0 | 1): number => Math.max(...rows.map((row) => row[column].length));
  return [summary, '', ...rows.map(([result, step, reason]) => `  ${result.padEnd(width(0))}  ${step.padEnd(width(1))}  ${reason}`), ''].join('\n');
}

export const verify: Command = {
  takes: { files: ['FILE'], texts: ['at', ...packetOptions.texts], lists: packetOptions.lists, flags: ['allow-sample', 'require-conditions-closed', 'json'] },
  run: (given, { board: { files, clock, sha256 }, subtle }) => verifyCommand(given, { files, sha256, subtle, digestFile, digestParts: nodeDigestParts }, clock.now()),
};
