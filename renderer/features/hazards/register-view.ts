/** How a member has the register set out: columns, groups, order, and views saved under a name. Kept for this machine, no part of the record. Pure. */
import { z } from 'zod';
import { evidenceStateWords } from '../../../shared/copy/evidence.ts';
import { hazardGaps } from '../../../shared/copy/hazard.ts';
import { hazardsWords } from '../../../shared/copy/screens/hazards.ts';
import { scoringStateSentences } from '../../../shared/copy/scoring.ts';
import { riskLevels } from '../../../shared/vocabulary.ts';
import { evidenceGravity, sorts, subsets, type RegisterRow } from './register-rows.ts';
import { scoringOrder } from './scoring-rows.ts';

/** Columns that a member may take away; id and title always stand. */
export const chosenColumns = ['residual', 'severity', 'likelihood', 'detectability', 'rpn', 'priority', 'inherent', 'owner', 'mitigations', 'evidence', 'scores', 'since', 'viewed'] as const;
export type ChosenColumn = (typeof chosenColumns)[number];

export const groupings = ['none', 'level', 'owner', 'evidence', 'scores'] as const;
export type Grouping = (typeof groupings)[number];

/** `columns` null: those that find room. */
export const RegisterView = z.strictObject({
  columns: z.array(z.enum(chosenColumns)).max(chosenColumns.length).nullable(), group: z.enum(groupings), sort: z.strictObject({ by: z.enum(sorts), down: z.boolean() }),
  text: z.string().max(200), subset: z.enum(subsets), gap: z.enum(hazardGaps).nullable(),
});
export type RegisterView = z.infer<typeof RegisterView>;

const ViewName = z.string().trim().min(1).max(60);
/** What is kept: how the register stands now, and the views under a name. */
export const RegisterViews = z.strictObject({ current: RegisterView, saved: z.array(z.strictObject({ name: ViewName, view: RegisterView })).max(30) });
export type RegisterViews = z.infer<typeof RegisterViews>;

export const plainView: RegisterView = { columns: null, group: 'none', sort: { by: 'residual', down: true }, text: '', subset: 'all', gap: null };
export const noViews: RegisterViews = { current: plainView, saved: [] };

/** Views that everybody has. */
export const givenViews: readonly { readonly name: string; readonly view: RegisterView }[] = [
  { name: hazardsWords.view.given.whole, view: plainView },
  { name: hazardsWords.view.given.gaps, view: { ...plainView, subset: 'gaps', group: 'evidence' } },
  { name: hazardsWords.view.given.differ, view: { ...plainView, subset: 'differ', sort: { by: 'scores', down: true } } },
  { name: hazardsWords.view.given.owner, view: { ...plainView, group: 'owner' } },
];

/** Saves a view under a name, in place of one that has it; answers null where the name won't do or there is no more room. */
export function withView(views: RegisterViews, name: string, view: RegisterView): RegisterViews | null {
  const made = ViewName.safeParse(name);
  if (!made.success) return null;
  const saved = [...views.saved.filter((one) => one.name !== made.data), { name: made.data, view }];
  return saved.length > 30 ? null : { ...views, saved };
}

export function withoutView(views: RegisterViews, name: string): RegisterViews {
  return { ...views, saved: views.saved.filter((one) => one.name !== name) };
}

/** The group that a row belongs to; rows of one group stand together, lowest rank first. */
function groupAt(row: RegisterRow, grouping: Exclude<Grouping, 'none'>): { readonly rank: number | string; readonly label: string } {
  switch (grouping) {
    case 'level': return { rank: -riskLevels.indexOf(row.residualLevel), label: hazardsWords.groups.level(row.residualLevel) };
    case 'owner': return row.hazard.owner === null ? { rank: '\uffff', label: hazardsWords.groups.noOwner } : { rank: row.hazard.owner.toLowerCase(), label: row.hazard.owner };
    case 'evidence': return { rank: -evidenceGravity[row.evidence], label: row.evidence === 'untraced' ? hazardsWords.groups.noEvidence : row.evidence === 'reading' ? hazardsWords.groups.reading : hazardsWords.groups.evidence(evidenceStateWords[row.evidence]) };
    case 'scores': {
      const state = row.scoring?.state ?? 'none';
      return { rank: scoringOrder[state], label: scoringStateSentences[state] };
    }
  }
}

/** The group's name of a row; null where nothing is grouped. */
export function groupLabel(row: RegisterRow, grouping: Grouping): string | null {
  return grouping === 'none' ? null : groupAt(row, grouping).label;
}

/** Sorted rows with those of one group together, the order within a group kept. */
export function groupedRows(rows: readonly RegisterRow[], grouping: Grouping): readonly RegisterRow[] {
  if (grouping === 'none') return rows;
  return rows.map((row) => ({ row, rank: groupAt(row, grouping).rank })).sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0)).map(({ row }) => row);
}
