import { ApolloClient, InMemoryCache } from '@apollo/client';

const GRAPHQL_URL = process.env.REACT_APP_GRAPHQL_URL || 'http://localhost:8080/graphql';

export const client = new ApolloClient({ uri: GRAPHQL_URL, cache: new InMemoryCache() });
