import { connect } from '@acme/sdk';

const client = connect({ queue: 'nightly' });
client.push('report');
