/** Calls about the board's meetings: one saved as a calendar file. */
import type { Handlers } from '../ipc/router.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { calendarFile } from '../../shared/copy/calendar.ts';
import { meetingsOf, timetable } from '../../shared/events/meeting.ts';
import type { Clock } from '../../shared/ports.ts';
import { refuse } from '../../shared/result.ts';
import type { DossierId } from '../../shared/vocabulary.ts';
import type { SaveFile } from './save.ts';
import type { Workspace } from './workspace.ts';

export function meetingHandlers({ workspace, save, clock }: { readonly workspace: Workspace; readonly save: SaveFile; readonly clock: Clock }): Pick<Handlers, 'meeting.save'> {
  return {
    'meeting.save': async ({ meeting: id }) => {
      const profile = workspace.profile();
      if (!profile.ok) return profile;
      const { record, trust, roster } = profile.value;
      const { state, rosters } = record.view();
      const meeting = meetingsOf({ state, rosters }).find((one) => one.meeting === id);
      if (meeting === undefined) return refuse('board/unknown-meeting', { meeting: id });
      const contents = await record.contents();
      // The latest revision that is here names the release.
      const titleOf = (dossier: DossierId): string => {
        const product = [...state.revisions.values()].filter(({ body }) => body.dossier === dossier).map(({ body }) => contents(body.revision)?.revision.product).findLast((found) => found !== undefined);
        return product === undefined ? dossier : `${product.name} ${product.release}`;
      };
      const text = calendarFile(meeting, { slots: timetable(meeting), board: { id: trust.board, name: roster()?.charter.name ?? '' }, at: clock.now(), titleOf });
      return save({ name: `${id}.ics`, kind: 'ics' }, encodeUtf8(text));
    },
  };
}
