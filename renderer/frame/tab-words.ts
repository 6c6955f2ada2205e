import type { DossierTab } from '../route.ts';

/** What a dossier's tabs are called, in the frame's trail. */
export const tabWords = { overview: 'Overview', hazards: 'Hazards', evidence: 'Evidence', findings: 'Findings', votes: 'Votes', packet: 'Packet' } as const satisfies Record<DossierTab, string>;
