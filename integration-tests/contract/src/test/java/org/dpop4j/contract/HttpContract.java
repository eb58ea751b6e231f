package org.dpop4j.contract;

/** All topics. */
public interface HttpContract
        extends DecisionMatrixContract,
                ProofContract,
                TokenContract,
                ChallengeContract,
                TargetUriContract,
                RequestFormContract,
                ReplayContract,
                NonceContract,
                NonceEndpointContract,
                ConformanceSuiteContract,
                EndpointContract,
                ApplicationContract,
                CorsContract {}
