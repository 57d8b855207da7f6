/** Pages of the shortage desk, of rounds and of papers that everyone concerned looks at. */
import { paths } from '../../src/paths.ts';
import { ask, newestOf, someDocuments } from './candidates.ts';

type Pages = [name: string, path: string][];

function deskPages(): Pages {
  const { item } = someDocuments();
  return [
    ['shortage-desk', paths.shortageDesk()],
    ['shortage-desk-item', paths.shortageDeskItem(item)],
    ['prints-new', paths.newPrints()],
    ['figures', paths.figures()],
    ['figures-members', paths.figures({ by: 'member' })],
    ['figures-causes', paths.figures({ by: 'cause' })],
    ['figures-requests', paths.figureRequests()],
    ['foresight', paths.foresight()],
    ['transit', paths.transit()],
  ];
}

/** A dispatch that is packed into boxes. */
function boxedDispatch(): string {
  const [row] = ask<{ number: string }>(
    'SELECT d.number FROM packing_box b JOIN document d ON d.id = b.dispatch_id ORDER BY d.id DESC LIMIT 1',
  );
  if (row === undefined) throw new Error('the demonstration packs nothing into boxes');
  return row.number;
}

function roundPages(): Pages {
  const number = newestOf('round', "'planned'");
  return [
    ['rounds', paths.rounds()],
    ['round-planned', paths.round(number)],
    ['round-new', paths.newRound()],
    ['routes', paths.routes()],
    ['route', paths.route(1)],
    ['carriers', paths.carriers()],
    ['waves', paths.waves()],
    ['wave-list', paths.waveList()],
    ['wave', paths.wave(newestOf('wave', "'open', 'closed'"))],
    ['boxes', paths.boxes(boxedDispatch())],
  ];
}

function drivePages(): Pages {
  return [
    ['home-driver', paths.home()],
    ['drives', paths.drives()],
    ['drive', paths.drive(newestOf('round', "'planned'"))],
  ];
}

function ruledPages(): Pages {
  return [
    ['layouts', paths.layouts()],
    ['layout', paths.layout('dispatch_slip')],
    ['working-days', paths.workingDays()],
    ['charges', paths.charges()],
  ];
}

const LISTS = {
  wangyaoshi: deskPages,
  zhongkuguan: roundPages,
  mashifu: drivePages,
  linzongyaoshi: ruledPages,
};

/** Those who look at them. */
export const DELIVERY_PEOPLE = Object.keys(LISTS) as (keyof typeof LISTS)[];

/** What that person looks at. */
export function deliveryPages(login: keyof typeof LISTS): Pages {
  return LISTS[login]();
}
