import { Hazard } from '../../shared/dossier/hazard.ts';
import type { z } from 'zod';

/** A valid hazard; a test names only what matters to it. */
export function hazard(parts: Partial<z.input<typeof Hazard>> = {}): Hazard {
  return Hazard.parse({
    id: 'H-001', title: 'Output names a wrong dose', effects: ['A patient gets too much'], causes: ['Units are confused'], owner: 'Clinical safety',
    inherent: { severity: 8, likelihood: 6, detectability: 5 }, residual: { severity: 8, likelihood: 2, detectability: 4 },
    mitigations: [{ id: 'M-001', title: 'Dose range check', kind: 'protect', evidence: ['E-001'] }], evidence: ['E-001'], note: null, ...parts,
  });
}
