/**
 * The binding answer to a command: the events it becomes, or the rule that says no. Pure; main's answer counts, and the
 * renderer may run the same code to say beforehand why a button is grey.
 */
import type { BoardView } from '../events/state.ts';
import { assertNever, type Refusal } from '../result.ts';
import type { DossierId } from '../vocabulary.ts';
import type { BoardCommandName, Command, DossierCommandName } from './catalogue.ts';
import { agreeScore, mayAgreeScore } from './decide/agree-score.ts';
import { answerFinding, mayAnswerFinding } from './decide/answer-finding.ts';
import { askQuestion, mayAskQuestion } from './decide/ask-question.ts';
import { assignFinding, mayAssignFinding } from './decide/assign-finding.ts';
import { callMeeting, mayCallMeeting } from './decide/call-meeting.ts';
import { cancelMeeting, mayCancelMeeting } from './decide/cancel-meeting.ts';
import { countersignPacket, mayCountersignPacket } from './decide/countersign-packet.ts';
import { declareRecusal, mayDeclareRecusal } from './decide/declare-recusal.ts';
import { makeAnnotation, mayMakeAnnotation } from './decide/make-annotation.ts';
import { dischargeCondition, mayDischargeCondition } from './decide/discharge-condition.ts';
import { giveVote, mayGiveVote } from './decide/give-vote.ts';
import { issuePacket, mayIssuePacket } from './decide/issue-packet.ts';
import { issueCopy, mayIssueCopy } from './decide/issue-copy.ts';
import { issueAddendum, mayIssueAddendum } from './decide/issue-addendum.ts';
import { makePrivilegedNote, mayMakePrivilegedNote } from './decide/make-privileged-note.ts';
import { mayPublishRevision, publishRevision } from './decide/publish-revision.ts';
import { mayRecordDecision, recordDecision } from './decide/record-decision.ts';
import { mayRecordFinding, recordFinding } from './decide/record-finding.ts';
import { mayResolveFinding, resolveFinding } from './decide/resolve-finding.ts';
import { mayRevokePacket, revokePacket } from './decide/revoke-packet.ts';
import { mayScoreHazard, scoreHazard } from './decide/score-hazard.ts';
import { boardSceneOf, openScene, sceneOf, type BoardScene, type CommandContext, type Decided, type OpenScene, type Refused } from './decide/scene.ts';
import { maySupersedePacket, supersedePacket } from './decide/supersede-packet.ts';
import { mayWithdrawAnnotation, withdrawAnnotation } from './decide/withdraw-annotation.ts';
import { mayWithdrawPrivilegedNote, withdrawPrivilegedNote } from './decide/withdraw-privileged-note.ts';
import { mayWithdrawVote, withdrawVote } from './decide/withdraw-vote.ts';

export type { CommandContext, EventDraft } from './decide/scene.ts';
export { packetIssued } from './decide/issue-packet.ts';
export { packetCountersigned } from './decide/countersign-packet.ts';
export { privilegedNote, type PrivilegedNote } from './decide/make-privileged-note.ts';
export { addendumIssued } from './decide/issue-addendum.ts';
export { copyIssued } from './decide/issue-copy.ts';

/** Decides one command against everything that is known. No draft with an ok answer means: allowed, nothing to record yet (`issue-packet`, `countersign-packet`, `issue-addendum`, `issue-copy`, `make-privileged-note`). */
export function decide(view: BoardView, command: Command, context: CommandContext): Decided {
  if (isOfBoard(command)) {
    const board = boardSceneOf(view, context);
    return board.ok ? decideOfBoard(board.value, command) : board;
  }
  const scene = sceneOf(view, command.dossier, context);
  if (!scene.ok) return scene;
  if (command.name === 'publish-revision') return publishRevision(scene.value, command);
  const open = openScene(scene.value);
  return open.ok ? decideOpen(open.value, command) : open;
}

function isOfBoard(command: Command): command is Command<BoardCommandName> {
  return command.name === 'call-meeting' || command.name === 'cancel-meeting';
}

function decideOfBoard(scene: BoardScene, command: Command<BoardCommandName>): Decided {
  switch (command.name) {
    case 'call-meeting': return callMeeting(scene, command);
    case 'cancel-meeting': return cancelMeeting(scene, command);
    default: return assertNever(command);
  }
}

function decideOpen(scene: OpenScene, command: Exclude<Command<DossierCommandName>, { readonly name: 'publish-revision' }>): Decided {
  switch (command.name) {
    case 'record-finding': return recordFinding(scene, command);
    case 'ask-question': return askQuestion(scene, command);
    case 'assign-finding': return assignFinding(scene, command);
    case 'answer-finding': return answerFinding(scene, command);
    case 'resolve-finding': return resolveFinding(scene, command);
    case 'give-vote': return giveVote(scene, command);
    case 'withdraw-vote': return withdrawVote(scene, command);
    case 'declare-recusal': return declareRecusal(scene, command);
    case 'record-decision': return recordDecision(scene, command);
    case 'discharge-condition': return dischargeCondition(scene, command);
    case 'score-hazard': return scoreHazard(scene, command);
    case 'agree-score': return agreeScore(scene, command);
    case 'issue-packet': return issuePacket(scene, command);
    case 'countersign-packet': return countersignPacket(scene, command);
    case 'issue-addendum': return issueAddendum(scene, command);
    case 'issue-copy': return issueCopy(scene, command);
    case 'supersede-packet': return supersedePacket(scene, command);
    case 'revoke-packet': return revokePacket(scene, command);
    case 'make-annotation': return makeAnnotation(scene, command);
    case 'withdraw-annotation': return withdrawAnnotation(scene, command);
    case 'make-privileged-note': return makePrivilegedNote(scene, command);
    case 'withdraw-privileged-note': return withdrawPrivilegedNote(scene, command);
    default: return assertNever(command);
  }
}

/** For each command, null when the member may try it now, or the refusal to explain. */
export type Permissions = Readonly<Record<DossierCommandName, Refusal | null>>;
export type BoardPermissions = Readonly<Record<BoardCommandName, Refusal | null>>;

/** What the member may do with the board itself. */
export function boardPermissions(view: BoardView, context: Pick<CommandContext, 'at' | 'actor'>): BoardPermissions {
  const scene = boardSceneOf(view, context);
  const answer = (gate: (scene: BoardScene) => Refused | null): Refusal | null => (scene.ok ? (gate(scene.value)?.trouble ?? null) : scene.trouble);
  return { 'call-meeting': answer(mayCallMeeting), 'cancel-meeting': answer(mayCancelMeeting) };
}

const gates: Record<Exclude<DossierCommandName, 'publish-revision'>, (scene: OpenScene) => Refused | null> = {
  'record-finding': mayRecordFinding, 'ask-question': mayAskQuestion, 'assign-finding': mayAssignFinding, 'answer-finding': mayAnswerFinding, 'resolve-finding': mayResolveFinding, 'give-vote': mayGiveVote, 'withdraw-vote': mayWithdrawVote, 'declare-recusal': mayDeclareRecusal,
  'record-decision': mayRecordDecision, 'discharge-condition': mayDischargeCondition, 'issue-packet': mayIssuePacket, 'countersign-packet': mayCountersignPacket, 'issue-addendum': mayIssueAddendum, 'issue-copy': mayIssueCopy, 'supersede-packet': maySupersedePacket, 'revoke-packet': mayRevokePacket, 'make-annotation': mayMakeAnnotation, 'withdraw-annotation': mayWithdrawAnnotation, 'make-privileged-note': mayMakePrivilegedNote, 'withdraw-privileged-note': mayWithdrawPrivilegedNote, 'score-hazard': mayScoreHazard, 'agree-score': mayAgreeScore,
};

/** What the member may do with a dossier, apart from what a particular command says. */
export function permissions(view: BoardView, dossier: DossierId, context: CommandContext): Permissions {
  const scene = sceneOf(view, dossier, context);
  const open = scene.ok ? openScene(scene.value) : scene;
  const answer = (gate: (typeof gates)[keyof typeof gates]): Refusal | null => (open.ok ? (gate(open.value)?.trouble ?? null) : open.trouble);
  return {
    'publish-revision': scene.ok ? (mayPublishRevision(scene.value)?.trouble ?? null) : scene.trouble,
    'record-finding': answer(gates['record-finding']), 'ask-question': answer(gates['ask-question']), 'assign-finding': answer(gates['assign-finding']), 'answer-finding': answer(gates['answer-finding']), 'resolve-finding': answer(gates['resolve-finding']), 'give-vote': answer(gates['give-vote']),
    'withdraw-vote': answer(gates['withdraw-vote']), 'declare-recusal': answer(gates['declare-recusal']), 'record-decision': answer(gates['record-decision']),
    'discharge-condition': answer(gates['discharge-condition']), 'issue-packet': answer(gates['issue-packet']),
    'countersign-packet': answer(gates['countersign-packet']),
    'issue-addendum': answer(gates['issue-addendum']), 'issue-copy': answer(gates['issue-copy']), 'supersede-packet': answer(gates['supersede-packet']), 'revoke-packet': answer(gates['revoke-packet']),
    'make-annotation': answer(gates['make-annotation']), 'withdraw-annotation': answer(gates['withdraw-annotation']),
    'make-privileged-note': answer(gates['make-privileged-note']), 'withdraw-privileged-note': answer(gates['withdraw-privileged-note']),
    'score-hazard': answer(gates['score-hazard']), 'agree-score': answer(gates['agree-score']),
  };
}
