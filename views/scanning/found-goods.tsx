/** Lots and items that a code stands for, each with its warnings and with what the viewer may do about it. */
import type { FoundItem } from '../../src/catalogue/queries.ts';
import { labelCode } from '../../src/kernel/codes/own-label.ts';
import { paths } from '../../src/paths.ts';
import type { FoundLot, Resolved } from '../../src/scanning/resolve-queries.ts';
import { FoundTag, ItemTags, itemDetail } from '../catalogue/item-words.tsx';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { clauseComma, quantityText } from '../ui/format.ts';
import { Advice } from '../ui/notice.tsx';
import { Panel } from '../ui/panel.tsx';
import { ScanResult } from '../ui/scan.tsx';
import { Item, Lot } from '../ui/values.tsx';
import type { ScanPageProps } from './scan-page.tsx';

type FoundProps = ScanPageProps & { found: Resolved };

export function FoundLots(props: FoundProps) {
  const { t, found } = props;
  const words = t.scanning;
  const { lots } = found;
  if (lots.length === 0) return null;
  return (
    <Panel title={words.lotTitle} note={lots.length > 1 ? words.severalLots(lots.length) : ''}>
      <div class="stack">
        {lots.map((lot) => (
          <OneLot {...props} lot={lot} />
        ))}
      </div>
    </Panel>
  );
}

/** What whoever holds the pack must know before doing anything with it. */
function warningsOf({ t, found, expiry }: FoundProps, lot: FoundLot): string[] {
  const words = t.scanning;
  const said = found.scanned?.expiresOn ?? '';
  const all = [
    lot.frozen === null ? '' : words.frozen[lot.frozen],
    lot.expiresOn < expiry.today ? words.expired(lot.expiresOn) : '',
    lot.expiresOn === expiry.today ? words.expiresToday : '',
    said !== '' && said !== lot.expiresOn ? words.otherExpiry(said, lot.expiresOn) : '',
    lot.item.active ? '' : words.retired,
  ];
  return all.filter((one) => one !== '');
}

function standingText({ t, standing }: FoundProps, { id, item }: FoundLot): string {
  const words = t.scanning;
  const lies = standing.get(id);
  if (lies === undefined) return words.nowhere;
  const here = words.here(quantityText(t, lies.hereBase, item));
  if (lies.members === 0) return here;
  const there = words.elsewhere(lies.members, quantityText(t, lies.elsewhereBase, item));
  return [here, there].join(clauseComma(t));
}

function OneLot(props: FoundProps & { lot: FoundLot }) {
  const { t, lot, can, expiry } = props;
  const words = t.scanning;
  const warnings = warningsOf(props, lot);
  const usable = lot.frozen === null && lot.expiresOn >= expiry.today;
  return (
    <div class="found">
      <Item name={lot.item.genericName} detail={itemDetail(t, lot.item)} tags={<ItemTags t={t} item={lot.item} />} />
      <Lot t={t} batchNumber={lot.number} expiresOn={lot.expiresOn} expiry={expiry} href={paths.lot(lot.id)} />
      <p class="note">{standingText(props, lot)}</p>
      {warnings.map((text) => (
        <Advice tone="danger">{text}</Advice>
      ))}
      <div class="buttons">
        <LinkButton href={paths.lot(lot.id)} kind="primary">
          {words.openLot}
        </LinkButton>
        {can.issue && usable && (
          <LinkButton href={paths.newIssue({ item: labelCode({ kind: 'lot', id: lot.id }) })}>{words.issue}</LinkButton>
        )}
        {can.print && (
          <LinkButton href={paths.labels('lot', lot.id)} icon="i-print">
            {words.labels}
          </LinkButton>
        )}
      </div>
    </div>
  );
}

/** Of a code its items alone; beside lots the item stands in them already. */
function shownItems({ found }: FoundProps): FoundItem[] {
  const { items, lots, scanned } = found;
  const isCode = scanned === null || scanned.kind !== 'text';
  const named = isCode ? items : items.filter((item) => item.rank === 'code');
  const meant = named.length > 0 ? named : items;
  return lots.length > 0 ? meant.filter((item) => lots.every((lot) => lot.item.id !== item.id)) : meant;
}

export function FoundItems(props: FoundProps) {
  const { t, found, expiry } = props;
  const words = t.scanning;
  const items = shownItems(props);
  if (items.length === 0) return null;
  const { scanned } = found;
  const isCode = scanned?.kind !== 'text' || items.some((item) => item.rank === 'code');
  const lotNumber = scanned?.lotNumber ?? '';
  const expiresOn = scanned?.expiresOn ?? '';
  const isExpired = expiresOn !== '' && expiresOn < expiry.today;
  return (
    <>
      {found.lots.length === 0 && isExpired && <ScanResult tone="danger" title={words.expired(expiresOn)} />}
      {found.lots.length === 0 && lotNumber !== '' && props.can.stock && (
        <ScanResult tone="info" icon="i-info" title={words.lotUnknown(lotNumber)} />
      )}
      <Panel
        title={isCode ? words.itemTitle : words.wordsTitle}
        note={isCode && items.length > 1 ? words.severalItems(items.length) : ''}
      >
        <div class="stack">
          {items.map((item) => (
            <OneItem {...props} item={item} />
          ))}
        </div>
      </Panel>
    </>
  );
}

function OneItem({ t, item, can, ownCode }: FoundProps & { item: FoundItem }) {
  const words = t.scanning;
  const tags = (
    <>
      <ItemTags t={t} item={item} /> <FoundTag t={t} item={item} />
    </>
  );
  return (
    <div class="found">
      <Item name={item.genericName} detail={itemDetail(t, item)} tags={tags} />
      <div class="buttons">
        <LinkButton href={paths.item(item.code)} kind="primary">
          {words.openItem}
        </LinkButton>
        {can.stock && (
          <LinkButton href={stockPath(can.county, ownCode, item.code)}>{stockWords(t, can.county)}</LinkButton>
        )}
        {can.issue && <LinkButton href={paths.newIssue({ item: item.code })}>{words.issue}</LinkButton>}
        {can.register && item.active && (
          <LinkButton href={paths.newShortage({ q: item.code, itemCode: item.code })}>{words.register}</LinkButton>
        )}
      </div>
    </div>
  );
}

const stockPath = (county: boolean, ownCode: string, itemCode: string) =>
  county ? paths.stock({ q: itemCode }) : paths.stockCard(ownCode, itemCode);

const stockWords = (t: Words, county: boolean) => (county ? t.scanning.allStock : t.scanning.ownStock);
