/** Bookings and what members used, as files. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment } from '../../views/ui/format.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { ListedBooking, ShareFigure } from './booking-queries.ts';
import type { ListedOffer } from './offer-queries.ts';

const tenths = (minutes: number) => Math.round(minutes / 6) / 10;

export function offerColumns(t: Words): Column<ListedOffer>[] {
  const words = t.sharing;
  return [
    { head: words.thing, value: (row) => row.name, width: 28 },
    { head: t.equipment.number, value: (row) => row.number, width: 20 },
    { head: t.equipment.model, value: (row) => row.model },
    { head: words.keeper, value: (row) => row.keeper },
    { head: t.equipment.room, value: (row) => row.room },
    { head: words.slot, value: (row) => row.slotMinutes },
    { head: words.live, value: (row) => row.live },
    { head: words.note, value: (row) => row.note, width: 32 },
  ];
}

export function bookingColumns(t: Words): Column<ListedBooking>[] {
  const words = t.sharing;
  return [
    { head: words.number, value: (row) => row.number, width: 20 },
    { head: words.thing, value: (row) => row.assetName, width: 28 },
    { head: t.equipment.number, value: (row) => row.assetNumber, width: 20 },
    { head: words.keeper, value: (row) => row.keeper },
    { head: words.member, value: (row) => row.member },
    { head: words.startsAt, value: (row) => fullMoment(row.startsAt), width: 18 },
    { head: words.endsAt, value: (row) => fullMoment(row.endsAt), width: 18 },
    { head: words.urgent, value: (row) => (row.urgent ? words.urgent : null) },
    { head: words.purpose, value: (row) => row.purpose, width: 32 },
    { head: words.state, value: (row) => words.states[row.status] },
    { head: words.minutes, value: (row) => row.usedMinutes },
    { head: words.cases, value: (row) => row.cases },
    { head: words.owed, value: (row) => (row.owedFen === null ? null : row.owedFen / 100) },
  ];
}

export function figureColumns(t: Words): Column<ShareFigure>[] {
  const words = t.sharing;
  return [
    { head: words.keeper, value: (row) => row.keeper },
    { head: words.member, value: (row) => row.member },
    { head: words.thing, value: (row) => row.assetName, width: 28 },
    { head: t.equipment.number, value: (row) => row.assetNumber, width: 20 },
    { head: words.uses, value: (row) => row.uses },
    { head: words.hoursUsed, value: (row) => tenths(row.minutes) },
    { head: words.cases, value: (row) => row.cases },
    { head: words.owed, value: (row) => row.owedFen / 100 },
  ];
}
