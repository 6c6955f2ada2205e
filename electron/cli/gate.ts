/** `countersign gate`: whether a release may go out. Fails closed: 0 only for an approval on which everything demanded holds. */
import { gateLine, gateUsage } from '../../shared/copy/demand.ts';
import { troubleLine } from '../../shared/copy/trouble.ts';
import type { GateReport } from '../../shared/packet/gate-report.ts';
import { ok, type Result } from '../../shared/result.ts';
import { nodeDigestParts } from '../platform/crypto.ts';
import { digestFile } from '../platform/file-digest.ts';
import type { Command } from './command.ts';
import { judgePacketFile, type JudgePorts } from './judge-packet.ts';
import { usage, type Given } from './options.ts';
import { exitOf, failed, json, type CommandOutput } from './output.ts';
import { filesRead, packetOptions, questionOf } from './packet-question.ts';
import { reportPlaces, writeReports } from './packet-reports.ts';
import type { CommandLinePorts } from './ports.ts';

export const gate: Command = {
  takes: { files: ['FILE'], texts: packetOptions.texts, lists: packetOptions.lists, flags: ['no-artifact', 'allow-open-conditions', 'json', 'quiet'], needed: ['trust'] },
  run: (given, { board: { files, clock, sha256 }, subtle }: CommandLinePorts) => gateCommand(given, { files, sha256, subtle, digestFile, digestParts: nodeDigestParts }, clock.now()),
};

/** Judges at `now`, always: a gate that could be told another time could be told one before the expiry. */
export async function gateCommand(given: Given, ports: JudgePorts & { readonly files: Pick<CommandLinePorts['board']['files'], 'write'> }, now: string): Promise<Result<CommandOutput>> {
  const named = given.list('artifact').length + given.list('artifact-digest').length > 0;
  if (named === given.flag('no-artifact')) return usage(named ? gateUsage.artifactAndNone : gateUsage.noArtifact);
  if (given.flag('json') && given.flag('quiet')) return usage(gateUsage.quietJson);
  const question = questionOf(given, now, { allowSample: false, listsBind: true });
  if (!question.ok) return question;
  const { at } = question.value;
  const places = reportPlaces(given, filesRead(question.value));
  if (!places.ok) return places;
  const judged = await judgePacketFile(question.value, ports);
  const outcome: GateReport = { format: 1, kind: 'gate-report', at, ...(judged.ok ? verdictOf(judged.value.report, given.flag('allow-open-conditions')) : { passed: false, exitCode: exitOf(judged.trouble), summary: troubleLine(judged.trouble), report: null }), artifacts: judged.ok ? [...judged.value.artifacts] : [] };
  const written = await writeReports(places.value, outcome, { command: 'gate', packet: given.typed[0] ?? '', files: ports.files });
  if (!judged.ok) return ok(failed('gate', judged.trouble));
  const stdout = given.flag('json') ? json(outcome) : given.flag('quiet') ? '' : `${gateLine(outcome.passed, outcome.summary)}\n`;
  // A report that somebody relies on and that isn't there stops the release too.
  return ok(written.ok ? { exitCode: outcome.exitCode, stdout, stderr: '' } : failed('gate', written.trouble));
}

/** Open conditions are the one thing that a gate may be told to live with. */
function verdictOf(report: NonNullable<GateReport['report']>, allowOpen: boolean): Pick<GateReport, 'passed' | 'exitCode' | 'summary' | 'report'> {
  const passed = report.verdict === 'approved' || (report.verdict === 'approved-with-conditions' && allowOpen);
  return { passed, exitCode: passed ? 0 : report.exitCode, summary: report.summary, report };
}
