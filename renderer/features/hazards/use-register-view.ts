import { useState } from 'react';
import { useDraft } from '../../queries/draft.ts';
import type { RegisterFilter } from './register-rows.ts';
import { noViews, RegisterViews, type RegisterView } from './register-view.ts';

export interface HeldView {
  readonly views: RegisterViews;
  /** How the register stands, filter included. */
  readonly current: RegisterView;
  readonly cell: RegisterFilter['cell'];
  readonly setCell: (cell: RegisterFilter['cell']) => void;
  readonly change: (next: Partial<RegisterView>) => void;
  readonly setViews: (views: RegisterViews) => void;
}

/** How the register is set out. Columns, groups, order and saved views are kept for this machine; what narrows it lasts as long as the screen. */
export function useRegisterView(): HeldView {
  const [kept, save] = useDraft<RegisterViews>('hazards-view', RegisterViews);
  const views = kept ?? noViews;
  const [narrow, setNarrow] = useState<Pick<RegisterView, 'text' | 'subset' | 'gap'>>({ text: '', subset: 'all', gap: null });
  const [cell, setCell] = useState<RegisterFilter['cell']>(null);
  const change = ({ text, subset, gap, ...layout }: Partial<RegisterView>): void => {
    setNarrow({ text: text ?? narrow.text, subset: subset ?? narrow.subset, gap: gap === undefined ? narrow.gap : gap });
    if (Object.keys(layout).length > 0) save({ ...views, current: { ...views.current, ...layout } });
  };
  return { views, current: { ...views.current, ...narrow }, cell, setCell, change, setViews: save };
}
