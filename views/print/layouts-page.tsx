/** Every kind of paper at one place: whose layout counts, in which version, since when. */
import { paths } from '../../src/paths.ts';
import type { LayoutInForce } from '../../src/print/layout-queries.ts';
import { KINDS, type PaperKind } from '../../src/print/rules.ts';
import type { Words } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { SelectField } from '../ui/field.tsx';
import { emptyState } from '../ui/form-state.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Head, Table } from '../ui/table.tsx';

interface Place {
  code: string;
  name: string;
  shortName: string;
}

interface LayoutsPageProps {
  t: Words;
  place: Place;
  places: readonly Place[];
  found: ReadonlyMap<PaperKind, LayoutInForce>;
}

export function LayoutsPage({ t, place, places, found }: LayoutsPageProps) {
  const words = t.papers.layouts;
  const heads = [words.kind, words.from, words.version, words.since, words.size];
  return (
    <>
      <PageHead title={words.title} facts={[place.name, words.intro]} />
      {places.length > 1 && (
        <form class="filters" method="get" action={paths.layouts()}>
          <SelectField
            form={emptyState()}
            name="place"
            label={words.place}
            value={place.code}
            options={places.map((one) => ({ value: one.code, label: one.shortName }))}
          />
          <Button>{words.choose}</Button>
        </form>
      )}
      <Table caption={words.title} stacks head={heads.map((head) => <Head>{head}</Head>)}>
        {KINDS.map((kind) => {
          const counts = found.get(kind);
          return (
            <tr>
              <td>
                <a href={paths.layout(kind, { place: place.code })}>{t.papers.kinds[kind]}</a>
              </td>
              <td data-label={words.from}>{counts?.place.name ?? t.papers.house}</td>
              <td data-label={words.version}>{counts === undefined ? t.formats.nothing : `v${counts.version}`}</td>
              <td data-label={words.since}>{counts?.effectiveFrom ?? t.formats.nothing}</td>
              <td data-label={words.size}>{t.papers.sizes[counts?.layout.size ?? 'a4']}</td>
            </tr>
          );
        })}
      </Table>
    </>
  );
}
