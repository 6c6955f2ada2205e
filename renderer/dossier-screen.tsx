import type { ReactNode } from 'react';
import { Overview } from './features/dossier/overview.tsx';
import { Workspace, type SheetViews, type TabViews } from './features/dossier/workspace.tsx';
import { Documents } from './features/documents/documents.tsx';
import { EvidenceTab } from './features/evidence/evidence.tsx';
import { Incidents } from './features/incidents/incidents.tsx';
import { RawFileSheet } from './features/evidence/raw-file-sheet.tsx';
import { Findings } from './features/findings/findings.tsx';
import { RecordFinding } from './features/findings/record-finding.tsx';
import { Hazards } from './features/hazards/hazards.tsx';
import { ScoreSheet } from './features/hazards/score-sheet.tsx';
import { History } from './features/history/history.tsx';
import { Packets } from './features/packets/packets.tsx';
import { ProvenanceTab } from './features/provenance/provenance.tsx';
import { TraceTab } from './features/trace/trace.tsx';
import { DecisionSheet } from './features/voting/decision-sheet.tsx';
import { SignOff } from './features/voting/sign-off.tsx';
import { VoteSheet } from './features/voting/vote-sheet.tsx';
import type { DossierId } from '../shared/vocabulary.ts';
import type { Place } from './route.ts';

const tabs: TabViews = { overview: Overview, hazards: Hazards, evidence: EvidenceTab, incidents: Incidents, documents: Documents, trace: TraceTab, provenance: ProvenanceTab, findings: Findings, votes: SignOff, packet: Packets, history: History };

const sheets: SheetViews = {
  vote: (_, props) => <VoteSheet {...props} />,
  decision: (_, props) => <DecisionSheet {...props} />,
  'raw-file': (sheet, props) => <RawFileSheet key={JSON.stringify(sheet)} {...props} evidence={sheet.evidence} file={sheet.file} seek={sheet.seek} />,
  score: ({ item, of }, props) => <ScoreSheet key={`${of} ${item}`} {...props} item={item} of={of} />,
  finding: ({ item }, props) => <RecordFinding key={item ?? ''} {...props} item={item} />,
};

/** A dossier with all its tabs: the one place where the rooms of a review meet. */
export function DossierScreen({ dossier, tab, item, spot, beside }: Place & { readonly dossier: DossierId; readonly beside: Place | null }): ReactNode {
  return <Workspace key={dossier} dossier={dossier} tab={tab} item={item} {...(spot !== undefined && { spot })} beside={beside} tabs={tabs} sheets={sheets} />;
}
