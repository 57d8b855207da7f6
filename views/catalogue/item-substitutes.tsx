/** Other makers and strengths of the same generic name, with how much of one stands for the other. */
import type { ComputedSubstitute } from '../../src/catalogue/substitutes.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { clauseComma } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item } from '../ui/values.tsx';
import type { ItemPageProps } from './item-page-props.ts';
import { ItemTags, itemDetail } from './item-words.tsx';

/** A figure people can count: at most three decimals, without noughts at the end. */
function countText(count: number): string {
  return String(Number(count.toFixed(3)));
}

/** `1片＝2片`, or the other way round when the substitute is the stronger one. */
function conversionText(t: Words, from: string, { member, factor, whole }: ComputedSubstitute): string {
  const words = t.items;
  if (factor === null) return words.conversionUnknown;
  if (factor === 1) return words.conversionSame;
  const unit = t.formats.unit;
  const to = member.item.baseUnit;
  const text =
    factor > 1
      ? words.conversionText(unit(from, 1), countText(factor), unit(to, 2))
      : words.conversionText(unit(to, 1), countText(1 / factor), unit(from, 2));
  return whole ? text : `${text}${clauseComma(t)}${words.conversionUneven}`;
}

export function Substitutes({ t, item, substitutes }: Pick<ItemPageProps, 't' | 'item' | 'substitutes'>) {
  const words = t.items;
  const head = (
    <>
      <Head>{t.catalogue.fields.item}</Head>
      <Head>{t.catalogue.fields.code}</Head>
      <Head>{words.conversion}</Head>
    </>
  );
  return (
    <Panel title={words.substitutes} note={words.substitutesNote} padded={substitutes.length === 0}>
      {substitutes.length === 0 && <p class="note">{words.substitutesNone}</p>}
      {substitutes.length > 0 && (
        <Table caption={words.substitutes} head={head} stacks>
          {substitutes.map((substitute) => (
            <tr>
              <td class="span-6">
                <Item
                  name={substitute.member.item.genericName}
                  href={paths.item(substitute.member.item.code)}
                  detail={itemDetail(t, substitute.member.item)}
                  tags={<ItemTags t={t} item={substitute.member.item} />}
                />
              </td>
              <td class="span-3">
                <Code>{substitute.member.item.code}</Code>
              </td>
              <td class="span-3">{conversionText(t, item.baseUnit, substitute)}</td>
            </tr>
          ))}
        </Table>
      )}
    </Panel>
  );
}
