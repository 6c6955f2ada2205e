/** Where certificates say that lists about them are published (CRL distribution points, RFC 5280, 4.2.1.13). Nobody goes there unasked. */
import type { Certificate } from './certificate.ts';
import { readWhole, type Asn1 } from './der.ts';
import { latin1 } from './pdf-object.ts';

const pointsOid = '2.5.29.31';
/** GeneralName, uniformResourceIdentifier [6]. */
const uriTag = 0x86;
const mostPoints = 20;

/** The addresses, each once, in their order. */
export function distributionPoints(certificates: readonly Certificate[]): readonly string[] {
  const found = new Set<string>();
  const walk = (value: Asn1): void => {
    if (value.tag === uriTag) found.add(latin1(value.content));
    for (const child of value.children) walk(child);
  };
  for (const { extensions } of certificates) {
    const points = extensions.get(pointsOid);
    const value = points === undefined ? null : readWhole(points.value);
    if (value !== null) walk(value);
  }
  return [...found].slice(0, mostPoints);
}
