/** A day of the county: forty shortages, what is too little shared, three rounds, and figures that tell just that. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { launch, WIDTHS, type Width } from './browser.ts';
import { beginDay, type Day, signingIn } from './county-day.ts';
import { enoughForAll, fairShare, neighboursHelp, partsAndRefusal } from './county-day-answers.ts';
import { booksAgree, figuresTell, patients, receipts } from './county-day-evening.ts';
import { fortyRequests, oneNeedOnce } from './county-day-morning.ts';
import { handedOver, waveAndRounds } from './county-day-rounds.ts';

let browser: Browser;
const person = signingIn(() => browser);

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

// The desk at this width; clinics and drivers always work on the phone
describe.each(Object.keys(WIDTHS) as Width[])('a day of the county, %s', (width) => {
  let day: Day;
  beforeAll(async () => {
    day = await beginDay(width, person);
  });

  it('begins with forty requests: typed on phones, without a network, told on the telephone', () => fortyRequests(day));
  it('makes one of what is one need, and keeps where it came from', () => oneNeedOnce(day));
  it('shares out what is too little, one line otherwise with a word why', () => fairShare(day));
  it('answers what there is enough of in one act an item', () => enoughForAll(day));
  it('answers one in two parts and refuses one with its reason', () => partsAndRefusal(day));
  it('lets a neighbour help, who grants, sends, and is received', () => neighboursHelp(day));
  it('picks a wave for three routes by shelf, packs, and sends', () => waveAndRounds(day));
  it('hands over at each stop; one is turned away and its goods come home', () => handedOver(day));
  it('is received: one pack damaged, one missing, both settled by both sides', () => receipts(day));
  it('ends for patients one by one', () => patients(day));
  it('is told by the figures as it was, and each number opens into what it counts', () => figuresTell(day));
  it('leaves books that agree', () => booksAgree(day));
});
