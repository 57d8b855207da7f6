/** Where a lot came from and went, by kind of movement, and that it adds up to what is there. */
import { paths } from '../../src/paths.ts';
import { quantityText } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Quantity } from '../ui/values.tsx';
import { kindText } from './line-words.tsx';
import type { LotView } from './lot-page.tsx';

export function LotSums({ t, page, item, kind }: LotView) {
  const words = t.stock.lotPage;
  const total = (of: 'cameBase' | 'wentBase') => page.sums.reduce((sum, one) => sum + one[of], 0);
  const [came, went] = [total('cameBase'), total('wentBase')];
  const said = (base: number) => quantityText(t, base, item);
  const head = (
    <>
      <Head>{t.stock.cardPage.summary}</Head>
      <Head num>{words.came}</Head>
      <Head num>{words.went}</Head>
      <Head num>{words.within}</Head>
      <Head num>{words.linesHead}</Head>
    </>
  );
  const all = kind === undefined ? undefined : { href: paths.lot(page.lot.id), label: words.allKinds };
  return (
    <Panel
      title={words.sums}
      note={words.equation(said(came), said(went), said(came - went))}
      {...(all && { link: all })}
      padded={false}
    >
      <Table caption={words.sums} head={head}>
        {page.sums.map((sum) => (
          <tr aria-current={sum.kind === kind ? 'true' : undefined}>
            <td>{kindText(t, sum.kind)}</td>
            {[sum.cameBase, sum.wentBase, sum.withinBase].map((base) => (
              <td class="num">{base > 0 && <Quantity t={t} quantityBase={base} shape={item} />}</td>
            ))}
            <td class="num">
              <a href={`${paths.lot(page.lot.id, { kind: sum.kind })}#lines`}>{t.stock.cardPage.lines(sum.lines)}</a>
            </td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
