/** The stores of the own organisation, each with the way to its label. */
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Head, Table } from '../ui/table.tsx';

interface PlaceLabelsPageProps {
  t: Words;
  organisationName: string;
  places: { id: number; name: string; zone: string }[];
}

export function PlaceLabelsPage({ t, organisationName, places }: PlaceLabelsPageProps) {
  const words = t.scanning;
  const zones: Record<string, string> = t.organisations.zones;
  const head = (
    <>
      <Head>{words.place}</Head>
      <Head>{words.zone}</Head>
      <Head>{words.labels}</Head>
    </>
  );
  return (
    <>
      <PageHead
        title={words.ownLabels}
        crumbs={[{ label: words.title, href: paths.scan() }, { label: words.ownLabels }]}
        crumbsLabel={t.frame.position}
        facts={[organisationName, words.ownLabelsText]}
      />
      {places.length === 0 ? (
        <Empty title={words.noPlaces} text={words.noPlacesText} />
      ) : (
        <Table caption={words.ownLabels} head={head}>
          {places.map((place) => (
            <tr>
              <td>{place.name}</td>
              <td>{zones[place.zone] ?? place.zone}</td>
              <td>
                <LinkButton small href={paths.labels('place', place.id)} icon="i-print">
                  {words.labels}
                </LinkButton>
              </td>
            </tr>
          ))}
        </Table>
      )}
    </>
  );
}
