import type { DrillContent } from '@pledge/contracts';
import { newIdempotencyKey } from '@pledge/web';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { createDrill } from '../api/drills.js';
import { keys } from '../api/keys.js';
import { useTitle } from '../common/use-title.js';
import { emptyDrill } from './drill-draft.js';
import { DrillEditor } from './drill-editor.js';
import { DrillFrame } from './drill-words.js';

/** A new drill, on demand. */
export function NewDrillPage(): React.JSX.Element {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [query] = useSearchParams();
  useTitle(t('drill.new'));
  const create = useMutation({
    mutationFn: (content: DrillContent) => createDrill(content, newIdempotencyKey()),
    onSuccess: async ({ number }) => {
      void message.success(t('drill.created', { number }));
      await queries.invalidateQueries({ queryKey: keys.drills });
      await navigate(`/drills/${number}`);
    },
  });
  return (
    <div className="plan-page drill-page">
      <DrillFrame>
        <h1>{t('drill.new')}</h1>
        <DrillEditor
          content={emptyDrill(query.get('plan') ?? 'emergency-oa')}
          isNew
          saving={create.isPending}
          error={create.error}
          onSave={(content) => create.mutate(content)}
          onCancel={() => void navigate('/drills')}
        />
      </DrillFrame>
    </div>
  );
}
