/** What can be found inside a piece of evidence: what made it, its metrics, its properties and its entries. Pure. */
import { metricWords } from '../../shared/copy/evidence.ts';
import type { Evidence } from '../../shared/dossier/evidence.ts';
import { markOf, spotText } from '../../shared/ipc/spot.ts';
import type { Listed } from './hazard-records.ts';
import { record, type Part, type SearchRecord } from './record.ts';

const mostVariants = 20;

/** What is read of evidence. Records of an older format lack some of it; what is no list is read as an empty one. */
type Readable = Partial<Pick<Evidence, 'source' | 'subject' | 'dataset' | 'facts' | 'results' | 'properties' | 'entries'>>;

const listed = <T>(list: readonly T[] | undefined): readonly T[] => (Array.isArray(list) ? list : []);

/** What the file calls something, where people would not. */
function namedSo(id: string, title: string): readonly Part[] {
  return id === title ? [] : [{ in: 'named', text: id }];
}

/** Everything in one piece, as a generator: a long one is taken in slices. */
export function* evidenceRecords({ id, title }: Listed, { source, subject, dataset, facts, results, properties, entries }: Readable): Generator<SearchRecord> {
  const made = [source?.tool, source?.format, subject?.modelName, dataset?.name].filter((text) => typeof text === 'string').join(', ');
  yield record({ key: `evidence/${id}`, kind: 'evidence', item: id, id, title, parts: [...(made === '' ? [] : [{ in: 'source', text: made } as const]), ...listed(facts).map(({ name, value }): Part => ({ in: 'fact', text: `${name}: ${value}` }))] });
  const inside = { item: id, section: title } as const;
  const metrics = new Map<string, string[]>();
  for (const { metric, variant } of listed(results)) {
    const variants = metrics.get(metric) ?? [];
    if (variants.length === 0) metrics.set(metric, variants);
    if (variant !== null && variants.length < mostVariants) variants.push(variant);
  }
  for (const [metric, variants] of metrics) yield record({ ...inside, key: `metric/${id}/${metric}`, kind: 'metric', id, title: metricWords(metric), spot: spotText({ kind: 'metric', mark: markOf(metric) }), parts: [...namedSo(metric, metricWords(metric)), ...(variants.length === 0 ? [] : [{ in: 'variant', text: variants.join(', ') } as const])] });
  for (const [place, property] of listed(properties).entries()) yield record({ ...inside, key: `property/${id}/${place}`, kind: 'entry', id, title: property.text, spot: spotText({ kind: 'property', mark: markOf(property.id) }), parts: namedSo(property.id, property.text) });
  for (const [place, entry] of listed(entries).entries()) {
    yield record({ ...inside, key: `entry/${id}/${place}`, kind: 'entry', id, title: entry.title, spot: spotText({ kind: 'entry', mark: markOf(entry.id) }), parts: [...namedSo(entry.id, entry.title), ...(entry.text === null || entry.text === undefined ? [] : [{ in: 'text', text: entry.text } as const])] });
  }
}
