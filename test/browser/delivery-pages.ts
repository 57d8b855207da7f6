/** Pages of the shortage desk, of rounds and of papers that everyone concerned looks at. */
import { paths } from '../../src/paths.ts';
import { newestOf, someDocuments } from './candidates.ts';

type Pages = [name: string, path: string][];

function deskPages(): Pages {
  const { item } = someDocuments();
  return [
    ['shortage-desk', paths.shortageDesk()],
    ['shortage-desk-item', paths.shortageDeskItem(item)],
    ['prints-new', paths.newPrints()],
  ];
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
