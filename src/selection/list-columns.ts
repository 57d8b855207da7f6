/** The columns of the dossier list as a file: no score stands in it before all reviews are in. */
import type { Words } from '../../views/i18n/index.ts';
import { nameOf, stateOf, tiersText } from '../../views/selection/dossier-words.tsx';
import { fullMoment } from '../../views/ui/format.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { DossierLine } from './list-queries.ts';

const yuan = (fen: number | null) => (fen === null ? null : fen / 100);

/** Columns in the reader's language; costs only for whoever sees prices. */
export function dossierColumns(t: Words, withCosts: boolean): Column<DossierLine>[] {
  const heads = t.selection.columns;
  const costs: Column<DossierLine>[] = [
    { head: heads.course, value: (line) => yuan(line.dossier.courseFen) },
    { head: heads.daily, value: (line) => yuan(line.dossier.dailyFen) },
  ];
  return [
    { head: heads.number, value: (line) => line.document.number, width: 20 },
    { head: heads.item, value: nameOf, width: 28 },
    { head: heads.strength, value: (line) => line.item?.strength ?? line.dossier.wish?.strength },
    {
      head: heads.manufacturer,
      value: (line) => line.item?.manufacturer ?? line.dossier.wish?.manufacturer,
      width: 26,
    },
    { head: heads.class, value: (line) => line.therapeuticClass },
    { head: heads.organisation, value: (line) => line.organisation.shortName, width: 20 },
    { head: heads.applicant, value: (line) => line.applicant },
    { head: heads.created, value: (line) => fullMoment(line.document.createdAt), width: 18 },
    { head: heads.state, value: (line) => t.selection.states[stateOf(line)] },
    { head: heads.score, value: (line) => (line.dossier.scoreHalf === null ? null : line.dossier.scoreHalf / 2) },
    { head: heads.band, value: (line) => line.dossier.band && t.selection.bands[line.dossier.band] },
    { head: heads.tiers, value: (line) => tiersText(t, line.dossier.tiers) },
    { head: heads.trialUntil, value: (line) => line.dossier.trialUntil },
    ...(withCosts ? costs : []),
  ];
}
