/** One item: its facts, the codes others give it, and, from the stock pages, where it lies. */
import type { Child } from 'hono/jsx';
import type { ForeignCode } from '../../src/catalogue/item.ts';
import type { ItemRow } from '../../src/catalogue/queries.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { fullMoment } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, type Fact, Facts, Panel, Rail } from '../ui/panel.tsx';
import { Code, Price } from '../ui/values.tsx';
import { ItemTags, packOf, strengthAndPack, tiersOf } from './item-words.tsx';

export interface ItemPageProps {
  t: Words;
  item: ItemRow & { codes: ForeignCode[] };
  can: { import: boolean; seePrices: boolean };
  /** Where it is stocked, drawn by the stock feature. */
  stock?: Child;
}

export function ItemPage({ t, item, can, stock }: ItemPageProps) {
  const words = t.catalogue;
  const incomplete = item.manufacturer === '' || item.pricePack === 0;
  return (
    <>
      <PageHead
        title={item.genericName}
        crumbs={[
          { label: words.title, href: paths.catalogue() },
          { label: item.code, code: true },
        ]}
        crumbsLabel={t.common.position}
        status={<ItemTags t={t} item={item} />}
        facts={[item.form, strengthAndPack(t, item), item.manufacturer || words.unknownMaker].filter(
          (each) => each !== '',
        )}
      />
      <Columns>
        <div class="stack">
          {incomplete && can.import && (
            <Notice tone="warn" title={words.incompleteTitle}>
              <p>{words.incomplete}</p>
            </Notice>
          )}
          {stock}
          <Panel title={words.facts}>
            <Facts facts={factsOf(t, item, can.seePrices)} />
          </Panel>
        </div>
        <Rail label={words.foreignCodes}>
          <Panel title={words.foreignCodes}>
            {item.codes.length === 0 && <p class="note">{words.noForeignCodes}</p>}
            <Facts
              facts={item.codes.map((code) => ({
                label: words.codeTypes[code.type],
                value: <Code>{code.value}</Code>,
              }))}
            />
          </Panel>
        </Rail>
      </Columns>
    </>
  );
}

function factsOf(t: Words, item: ItemRow, seePrices: boolean): Fact[] {
  const words = t.catalogue;
  const facts: Fact[] = [
    { label: words.fields.kind, value: words.kinds[item.kind] },
    { label: words.fields.form, value: item.form || t.common.format.nothing },
    { label: words.fields.strength, value: item.strength },
    { label: words.fields.manufacturer, value: item.manufacturer || words.unknownMaker },
    { label: words.fields.pack, value: packOf(t, item) },
    { label: words.fields.storageZone, value: words.zones[item.storageZone] },
    { label: words.fields.controlClass, value: words.controls[item.controlClass] },
    { label: words.fields.essential, value: item.essential ? words.yes : words.no },
    { label: words.tierList, value: tiersOf(t, item) },
    { label: words.fields.approvalNumber, value: item.approvalNumber ?? t.common.format.nothing },
  ];
  if (seePrices) {
    const price = item.pricePack === 0 ? words.noPrice : <Price pricePack={item.pricePack} />;
    facts.push({ label: words.fields.priceHead, value: price });
  }
  facts.push({ label: words.fields.updated, value: fullMoment(item.updatedAt) });
  return facts;
}
