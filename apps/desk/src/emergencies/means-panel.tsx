import { joined } from '@pledge/web';
import type { Emergency } from '@pledge/contracts';
import { useTranslation } from 'react-i18next';
import { useBilingual } from '../common/bilingual.js';

/** What helps: substitute communication and resources with their places (S3-21, S3-30). */
export function MeansPanel({
  emergency,
}: {
  readonly emergency: Pick<Emergency, 'substitutes' | 'resources'>;
}): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  return (
    <section aria-labelledby="means-title">
      <h2 id="means-title">{t('emergency.means')}</h2>
      <dl className="facts">
        <dt>{t('emergency.substitutes')}</dt>
        <dd>{joined(emergency.substitutes.map(say)) || t('common.none')}</dd>
        {emergency.resources.map((one) => (
          <Resource key={one.name.zh} name={say(one.name)} place={say(one.place)} />
        ))}
      </dl>
    </section>
  );
}

function Resource({ name, place }: { readonly name: string; readonly place: string }): React.JSX.Element {
  return (
    <>
      <dt>{name}</dt>
      <dd>{place}</dd>
    </>
  );
}
