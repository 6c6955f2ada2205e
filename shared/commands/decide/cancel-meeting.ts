/** A secretary cancels a meeting that isn't over; a cancelled one stays cancelled (rules M-1 and M-3). */
import { ok } from '../../result.ts';
import type { Command } from '../catalogue.ts';
import { openMeeting } from './open-meeting.ts';
import { lacksRole, type BoardScene, type Decided, type Refused } from './scene.ts';

export function mayCancelMeeting(scene: BoardScene): Refused | null {
  return lacksRole(scene, 'secretary', 'cancel-meeting', 'M-1');
}

export function cancelMeeting(scene: BoardScene, { meeting, reason }: Command<'cancel-meeting'>): Decided {
  const refused = mayCancelMeeting(scene);
  if (refused !== null) return refused;
  const open = openMeeting(scene, meeting);
  return open.ok ? ok([{ kind: 'mark', type: 'meeting.cancelled/1', body: { meeting, reason: reason.trim() } }]) : open;
}
