/** Recalls, and the things that one of them means, as files. */
import type { Words } from '../../views/i18n/index.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { RecalledCard } from './card-queries.ts';
import type { ListedRecall } from './list-queries.ts';

export function recallColumns(t: Words): Column<ListedRecall>[] {
  const words = t.deviceRecalls;
  return [
    { head: words.number, value: (row) => row.number, width: 20 },
    { head: words.noticeTitle, value: (row) => row.title, width: 32 },
    { head: words.level, value: (row) => words.levels[row.level] },
    { head: words.measure, value: (row) => words.measures[row.measure] },
    { head: t.equipment.registrationNumber, value: (row) => row.registrationNumber, width: 24 },
    { head: t.equipment.model, value: (row) => row.model },
    { head: 'UDI-DI', value: (row) => row.udiDi, width: 18 },
    { head: words.noticeNumber, value: (row) => row.noticeNumber, width: 24 },
    { head: words.reason, value: (row) => row.reason, width: 40 },
    { head: words.receivedOn, value: (row) => row.receivedOn },
    { head: words.dueOn, value: (row) => row.dueOn },
    { head: words.cards, value: (row) => row.cards },
    { head: words.tabs.done, value: (row) => row.done },
    { head: words.state, value: (row) => words.states[row.status] },
  ];
}

export function cardColumns(t: Words): Column<RecalledCard>[] {
  const words = t.deviceRecalls;
  return [
    { head: words.thing, value: (row) => row.name, width: 28 },
    { head: t.equipment.number, value: (row) => row.number, width: 20 },
    { head: t.equipment.model, value: (row) => row.model },
    { head: t.equipment.serialNumber, value: (row) => row.serialNumber, width: 20 },
    { head: words.place, value: (row) => row.place },
    { head: t.equipment.room, value: (row) => row.room },
    {
      head: words.result,
      value: (row) => (row.answer === null ? words.tabs.waiting : words.results[row.answer.result]),
    },
    { head: words.doneOn, value: (row) => row.answer?.doneOn },
    { head: words.note, value: (row) => row.answer?.note, width: 40 },
    { head: words.by, value: (row) => row.answer?.by },
  ];
}
