import { useCallback, useEffect, useRef, type RefObject } from 'react';

/**
 * In a pane too narrow for two columns the hazard stands below its register. It is brought into sight when the address names another one, and when
 * the pane becomes that narrow. Answers what to call with a hazard that was chosen in the register itself: then the register stays in sight.
 */
export function useDetailInSight(detail: RefObject<HTMLElement | null>, item: string | null, widthRem: number): (chosen: string) => void {
  const shown = useRef<string | null>(null);
  useEffect(() => {
    const element = detail.current;
    const isBelow = element !== null && element.offsetTop > 0 && element.closest("[data-split='true']") !== null;
    if (isBelow && item !== null && item !== shown.current) element.scrollIntoView({ block: 'start' });
    shown.current = isBelow ? item : null;
  }, [detail, item, widthRem]);
  return useCallback((chosen) => { shown.current = chosen; }, []);
}
