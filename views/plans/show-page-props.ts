/** What the page of one plan, and the list of lines on it, are made with. */
import type { LinesQuery } from '../../src/plans/forms.ts';
import type { ActPanelProps } from './act-panel-props.ts';

export interface PlanPageProps extends ActPanelProps {
  query: LinesQuery;
  now: number;
  today: string;
  exports: boolean;
}
