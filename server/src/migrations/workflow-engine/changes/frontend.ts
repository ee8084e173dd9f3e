import type { GuideChange } from '../../../analysis/migration.ts';
import { removedForms } from './lifecycle.ts';

/** What a frontend keeps and asks. */
export const frontend: GuideChange = {
  id: 'WE-FRONTEND',
  title: 'Frontend: the token\'s key, and the gateway\'s address',
  impact: 'medium',
  summary: [
    'The token is kept in the browser under `auth_token`; it was `jwt_token`. GraphQL is asked at the gateway, on port 4000, and no longer at the engine on port 8080.',
    'Renaming the key in calls of `localStorage` and `sessionStorage` is **safe**: users sign in once more, which the guide asks them to do anyway. Another address for an Apollo client is **unsafe**, because the gateway may be somewhere else.',
    'Found in files of a project that is proven to use the engine, and in a frontend with a `package.json` of its own that lies in such a project. Where that project has several systems, or the proof stands in another '
    + 'folder, nothing says whose frontend it is: switch the migration on there with `upguide.migrations`.',
    'A refresh token in the store (`refreshToken`, `refreshAuth`) is new too, and not looked for.',
  ],
  examples: [{
    language: 'typescript',
    before: `const [token, setToken] = useState(localStorage.getItem('jwt_token'));
`,
    after: `const [token, setToken] = useState(localStorage.getItem('auth_token'));
`,
  }],
  ...removedForms,
};
