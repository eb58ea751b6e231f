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
                ConformanceSuiteContract,
                EndpointContract,
                ApplicationContract,
                CorsContract {}
