import type { ReactNode } from 'react';
import { part } from './components/part.tsx';
import { Overview } from './features/dossier/overview.tsx';
import { Workspace, type SheetViews, type TabViews } from './features/dossier/workspace.tsx';
import type { DossierId } from '../shared/vocabulary.ts';
import type { Place } from './route.ts';

// Each room but the overview is loaded when it is entered, or when the window has nothing else to do.
const Documents = part(async () => (await import('./features/documents/documents.tsx')).Documents);
const EvidenceTab = part(async () => (await import('./features/evidence/evidence.tsx')).EvidenceTab);
const Incidents = part(async () => (await import('./features/incidents/incidents.tsx')).Incidents);
const RawFileSheet = part(async () => (await import('./features/evidence/raw-file-sheet.tsx')).RawFileSheet);
const Findings = part(async () => (await import('./features/findings/findings.tsx')).Findings);
const RecordFinding = part(async () => (await import('./features/findings/record-finding.tsx')).RecordFinding);
const Hazards = part(async () => (await import('./features/hazards/hazards.tsx')).Hazards);
const ScoreSheet = part(async () => (await import('./features/hazards/score-sheet.tsx')).ScoreSheet);
const History = part(async () => (await import('./features/history/history.tsx')).History);
const Packets = part(async () => (await import('./features/packets/packets.tsx')).Packets);
const ProvenanceTab = part(async () => (await import('./features/provenance/provenance.tsx')).ProvenanceTab);
const TraceTab = part(async () => (await import('./features/trace/trace.tsx')).TraceTab);
const DecisionSheet = part(async () => (await import('./features/voting/decision-sheet.tsx')).DecisionSheet);
const SignOff = part(async () => (await import('./features/voting/sign-off.tsx')).SignOff);
const VoteSheet = part(async () => (await import('./features/voting/vote-sheet.tsx')).VoteSheet);

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
