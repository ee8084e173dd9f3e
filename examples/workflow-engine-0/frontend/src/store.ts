import { create } from 'zustand';

interface AuthState {
  token: string | null;
  user: { name: string } | null;
  isAuthenticated: boolean;
  login: (name: string, password: string) => Promise<void>;
  logout: () => void;
}

const TOKEN = 'jwt_token';

/** Who is signed in; the token survives a reload of the page. */
export const useAuthStore = create<AuthState>((set) => ({
  token: localStorage.getItem(TOKEN),
  user: null,
  isAuthenticated: localStorage.getItem(TOKEN) !== null,
  login: async (name, password) => {
    const response = await fetch(`${process.env.REACT_APP_API_URL ?? ''}/api/auth/login`, { method: 'POST', body: JSON.stringify({ name, password }) });
    const { token } = (await response.json()) as { token: string };
    localStorage.setItem(TOKEN, token);
    set({ token, user: { name }, isAuthenticated: true });
  },
  logout: () => {
    localStorage.removeItem(TOKEN);
    set({ token: null, user: null, isAuthenticated: false });
  },
}));
