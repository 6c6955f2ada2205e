/** What can be found of what members wrote about a dossier: findings with their threads, notes, conditions, packets. Pure. */
import { shortDay } from '../../shared/copy/date.ts';
import { paletteWords } from '../../shared/copy/screens/palette.ts';
import { conditionWords } from '../../shared/copy/status.ts';
import type { DossierSummary } from '../../shared/events/summary.ts';
import { spotText } from '../../shared/ipc/spot.ts';
import { record, type Part, type SearchRecord } from './record.ts';

export type Written = Pick<DossierSummary, 'findings' | 'annotations' | 'decisions' | 'packets'>;

export interface Names {
  readonly memberName: (id: string) => string;
  /** What an item of the latest revision is called; undefined where there is none of that id. */
  readonly itemTitle: (id: string) => string | undefined;
}

/** Everything that stands. What was withdrawn isn’t found. */
export function* factRecords(written: Written, names: Names): Generator<SearchRecord> {
  for (const finding of written.findings) yield findingRecord(finding, names);
  for (const annotation of written.annotations) if (annotation.withdrawnAt === null) yield noteRecord(annotation, names);
  for (const decision of written.decisions) yield* conditionRecords(decision);
  for (const { packet, number, issuedBy, claimedAt } of written.packets) {
    yield record({ key: `packet/${packet}`, kind: 'packet', id: number, title: paletteWords.packetTitle(number), by: names.memberName(issuedBy), section: shortDay(claimedAt) });
  }
}

function findingRecord({ finding, item, text, thread, resolution, member }: Written['findings'][number], { memberName, itemTitle }: Names): SearchRecord {
  return record({
    key: `finding/${finding}`, kind: 'finding', item: finding, id: item ?? '', title: text, by: memberName(member), section: item === null ? '' : itemTitle(item) ?? '',
    parts: [...thread.flatMap((entry): readonly Part[] => (entry.kind === 'answered' ? [{ in: 'reply', text: entry.text }] : [])), ...(resolution === null || resolution.text === '' ? [] : [{ in: 'resolution', text: resolution.text } as const])],
  });
}

function noteRecord({ annotation, item, anchor, text, tags, member }: Written['annotations'][number], { memberName, itemTitle }: Names): SearchRecord {
  return record({
    key: `note/${annotation}`, kind: 'note', item, spot: spotText({ kind: 'note', annotation }), title: text === '' ? paletteWords.highlight : text, tags, by: memberName(member), lane: 'board',
    section: itemTitle(item) ?? item, parts: [{ in: 'quote', text: anchor.quote.exact }],
  });
}

/** Of the decisions in effect: those of earlier ones ended with them. */
function* conditionRecords({ decision, status, conditions }: Written['decisions'][number]): Generator<SearchRecord> {
  if (status.kind === 'void' || status.kind === 'superseded') return;
  for (const { condition: { id, text, dueOn, obliged, clause }, state } of conditions) {
    yield record({
      key: `condition/${decision.act}/${id}`, kind: 'condition', id, title: text, section: `${conditionWords[state.kind]} · ${paletteWords.conditionDue(shortDay(dueOn))}`,
      parts: [{ in: 'obliged', text: obliged }, ...(clause === null ? [] : [{ in: 'clause', text: clause } as const])],
    });
  }
}
