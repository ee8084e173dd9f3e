import type { GuideChange } from '../../../analysis/migration.ts';
import { removedForms } from './lifecycle.ts';

/** What a frontend keeps and asks. */
export const frontend: GuideChange = {
  id: 'WE-FRONTEND',
  title: 'Frontend: the token\'s key, the gateway\'s address, and refresh tokens',
  impact: 'medium',
  summary: [
    'The token is kept in the browser under `auth_token`; it was `jwt_token`. GraphQL is asked at the gateway, on port 4000, and no longer at the engine on port 8080. The store of who is signed in keeps a refresh token, and can renew the token.',
    'Renaming the key is **safe** where `localStorage` or `sessionStorage` take it in the same file, also through a constant that nothing else uses: users sign in once more, which the guide asks them to do anyway. It is **unsafe** in a setting or constant '
    + 'that is only called so (`tokenKey`, `TOKEN_KEY`), and in one that other files may use.',
    'Another address for an Apollo client is **unsafe**, because the gateway may be somewhere else. It is found in the client\'s options, in a constant of the same file, behind a variable that may be unset '
    + '(`process.env.REACT_APP_GRAPHQL_URL || …`), and where `.env` and compose files set such a variable. What the gateway itself asks stays.',
    '**Manual**: a Zustand store with `token`, `isAuthenticated`, `login` and `logout`, but without `refreshToken` or `refreshAuth`. How a token is renewed is your own code.',
    'Found in files of a project that is proven to use the engine, and in a frontend with a `package.json` of its own that lies in such a project. Where that project has several systems, or the proof stands in another '
    + 'folder, nothing says whose frontend it is: switch the migration on there with `upguide.migrations`.',
  ],
  examples: [
    {
      language: 'typescript',
      before: `const [token, setToken] = useState(localStorage.getItem('jwt_token'));
`,
      after: `const [token, setToken] = useState(localStorage.getItem('auth_token'));
`,
    },
    {
      language: 'typescript',
      before: `const GRAPHQL_URL = process.env.REACT_APP_GRAPHQL_URL || 'http://localhost:8080/graphql';
`,
      after: `const GRAPHQL_URL = process.env.REACT_APP_GRAPHQL_URL || 'http://localhost:4000/graphql';
`,
    },
  ],
  ...removedForms,
};
