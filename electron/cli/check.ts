/** `countersign check`: what a board would find missing, for people, for programs and for code scanning. */
import { posix, sep } from 'node:path';
import { readCharterThresholds } from '../board/charter-file.ts';
import { checkDossierFolder, type LocatedFinding } from '../dossier/check.ts';
import { checkLevelWords, checkSummary, checkWords } from '../../shared/copy/check.ts';
import { usageWords } from '../../shared/copy/command-line.ts';
import { checkLevels, type CheckLevel, type CheckRule } from '../../shared/evidence/check.ts';
import { ok } from '../../shared/result.ts';
import { Day } from '../../shared/vocabulary.ts';
import type { Command } from './command.ts';
import { usage } from './options.ts';
import { json } from './output.ts';
import { sarifLog, type SarifResult } from './sarif.ts';

/** Exit code where something is missing that was to fail the check. */
const missingExitCode = 1;
const unreadableExitCode = 65;
const failLevels = [...checkLevels, 'never'] as const;
type FailLevel = (typeof failLevels)[number];

export const check: Command = {
  takes: { files: ['dossier.yaml'], texts: ['charter', 'on', 'fail-on'], flags: ['json', 'sarif'] },
  async run(given, ports) {
    const on = Day.safeParse(given.text('on') ?? ports.board.clock.now().slice(0, 10));
    if (!on.success) return usage(usageWords.value('on', 'a day such as 2026-12-31'));
    const failOn = (given.text('fail-on') ?? 'error') as FailLevel;
    if (!failLevels.includes(failOn)) return usage(usageWords.value('fail-on', `one of ${failLevels.join(', ')}`));
    if (given.flag('json') && given.flag('sarif')) return usage('--json and --sarif exclude each other');
    const charter = given.path('charter');
    const thresholds = charter === null ? ok([]) : await readCharterThresholds(charter, ports.board.files);
    if (!thresholds.ok) return thresholds;
    const parser = ports.openParser();
    try {
      const checked = await checkDossierFolder(given.files[0] ?? '', { ...ports.board, parser }, {
        on: on.data, board: thresholds.value, progress: (done, total, name) => ports.progress?.(done < total ? `${done + 1} of ${total}: ${name}` : ''),
      });
      if (!checked.ok) return checked;
      const { dossier, unreadable } = checked.value;
      // As the user named the dossier: from where the command runs, which code scanning takes for the top of the repository.
      const folder = posix.dirname((given.typed[0] ?? '').split(sep).join('/'));
      const findings = checked.value.findings.map((finding) => ({ ...finding, file: folder === '.' ? finding.file : posix.join(folder, finding.file) }));
      const counts = countsOf(findings);
      const fails = failOn === 'never' ? [] : checkLevels.slice(0, checkLevels.indexOf(failOn) + 1);
      const exitCode = unreadable ? unreadableExitCode : fails.some((level) => counts[level] > 0) ? missingExitCode : 0;
      const stdout = given.flag('json') ? json({ dossier, on: on.data, counts, findings }) : given.flag('sarif') ? json(sarifLog('countersign check', findings.map(asResult), ruleSentence)) : text(findings, counts);
      return ok({ exitCode, stdout, stderr: '' });
    } finally {
      await parser.close();
    }
  },
};

function countsOf(findings: readonly LocatedFinding[]): Readonly<Record<CheckLevel, number>> {
  return { error: findings.filter(({ level }) => level === 'error').length, warning: findings.filter(({ level }) => level === 'warning').length, note: findings.filter(({ level }) => level === 'note').length };
}

/** One finding a line, with the place first as compilers write it, then what helps. */
function text(findings: readonly LocatedFinding[], counts: Readonly<Record<CheckLevel, number>>): string {
  const lines = findings.map(({ level, file, line, text: says, todo, rule }) => `${file}${line === null ? '' : `:${line}`}: ${checkLevelWords[level].toLowerCase()}: ${says}${todo === '' ? '' : ` ${todo}`} [${rule}]`);
  return `${[...lines, ...(lines.length > 0 ? [''] : []), checkSummary(counts)].join('\n')}\n`;
}

const asResult = ({ rule, level, file, line, text: says, todo }: LocatedFinding): SarifResult => ({ rule, level, file, line, text: todo === '' ? says : `${says} ${todo}` });

const ruleSentence = (rule: string): string => (rule === 'unreadable' ? 'Every file that a dossier names can be read.' : checkWords[rule as CheckRule].rule);
