//! The layers of a bucket, weighed one after the other.

use super::audience::{self, Own};
use super::blocks::{self, Switch};
use super::exposure::{Audience, Exposure, Layer, PublicAnswer, Reach, Step, StepEffect};
use super::input::{AccessPoint, ExposureInput, Given, NetworkOrigin};
use super::paths::{self, Paths};
use super::words::{label_of, listed, quoted};
use super::{
    IsPublic, PolicyStatus, PublicAccessBlock, StatementReason, access_point_policy_status,
    policy_status,
};
use crate::access::{Effect, Policy, Statement};

/// What has been found so far.
pub(super) struct Layers<'a> {
    pub(super) input: &'a ExposureInput,
    public: &'a dyn Fn(&Policy) -> PublicAnswer,
    pub(super) own: Own<'a>,
    status: Given<PolicyStatus>,
    documented: PublicAnswer,
    semantic: PublicAnswer,
    reach: Reach,
    chain: Vec<Step>,
}

/// What a bucket leaves to its access points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Left {
    Nothing,
    /// Some of what there is, as far as was looked.
    Some,
    All,
}

/// Whether a block restricts a policy, which it does only where S3 counts the policy as public.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Restricted {
    Yes,
    No,
    Perhaps(Vec<String>),
}

impl<'a> Layers<'a> {
    pub(super) fn new(
        input: &'a ExposureInput,
        public: &'a dyn Fn(&Policy) -> PublicAnswer,
    ) -> Self {
        let account = match &input.account {
            Given::Known(account) => Some(account.as_str()),
            Given::Absent | Given::Unknown(_) => None,
        };
        let canonical = match &input.acl {
            Given::Known(acl) => Some(acl.owner.as_str()),
            Given::Absent | Given::Unknown(_) => None,
        };
        Self {
            input,
            public,
            own: Own { account, canonical },
            status: Given::Absent,
            documented: PublicAnswer::Holds,
            semantic: PublicAnswer::Holds,
            reach: Reach::Known(Audience::Private),
            chain: Vec::new(),
        }
    }

    pub(super) fn exposure(self) -> Exposure {
        Exposure {
            s3_policy_status: self.status,
            documented: self.documented,
            semantic: self.semantic,
            reachable: self.reach,
            chain: self.chain,
        }
    }

    pub(super) fn step(&mut self, layer: Layer, effect: StepEffect, text: impl Into<String>) {
        self.chain.push(Step { layer, effect, text: text.into() });
    }

    pub(super) fn add(&mut self, documented: PublicAnswer, semantic: PublicAnswer, reach: Reach) {
        let take = |answer: &mut PublicAnswer, more| {
            *answer = std::mem::replace(answer, PublicAnswer::Holds).and(more);
        };
        take(&mut self.documented, documented);
        take(&mut self.semantic, semantic);
        let before = std::mem::replace(&mut self.reach, Reach::Known(Audience::Private));
        self.reach = before.and(reach);
    }

    /// The levels that every request passes.
    pub(super) fn levels(&self) -> [(&'static str, &'a Given<PublicAccessBlock>); 2] {
        [("account's", &self.input.account_block), ("bucket's", &self.input.bucket_block)]
    }

    /// The policy of the bucket, its access points, and the blocks that restrict them.
    pub(super) fn policies(&mut self) {
        let restrict = blocks::switch(&self.levels(), |block| block.restrict_public_buckets);
        let mut left = Left::Nothing;
        match &self.input.policy {
            Given::Absent => {
                self.step(Layer::BucketPolicy, StepEffect::Nothing, "the bucket has no policy");
            }
            Given::Unknown(why) => {
                self.status = Given::Unknown(why.clone());
                let text = format!("the bucket policy is not known: {why}");
                self.step(Layer::BucketPolicy, StepEffect::Unknown, text.clone());
                let unknown = PublicAnswer::Unknown(vec![text.clone()]);
                // Whatever the policy is, a public one is restricted.
                let documented =
                    if restrict == Switch::On { PublicAnswer::Holds } else { unknown.clone() };
                self.add(documented, unknown, Reach::unknown(text));
            }
            Given::Known(policy) => left = self.bucket_policy(policy, &restrict),
        }
        self.access_points(left);
        self.say_blocks();
    }

    /// Gives what it leaves to access points of the same account, if a block leaves them anything.
    fn bucket_policy(&mut self, policy: &Policy, restrict: &Switch) -> Left {
        let status = policy_status(policy);
        let paths = paths::split(policy, self.own.account);
        let leaves_all = paths.leaves_all();
        let Paths { direct, own, others } = paths;
        let has_word = direct.statements.iter().any(|each| each.effect == Effect::Allow);
        let answer = if has_word { (self.public)(&direct) } else { PublicAnswer::Holds };
        self.say_policy(Layer::BucketPolicy, "the bucket policy", &direct, &status, &answer);
        let restricted = restricted(&status, restrict);
        let documented = documented(&status, restrict, "the bucket policy");
        let semantic = semantic(answer.clone(), &restricted);
        let reach = self.reach_of(&direct, &answer, &restricted);
        self.add(documented, semantic, reach);
        let is_narrowed = direct.statements.iter().any(|each| each.effect == Effect::Deny);
        self.status = Given::Known(status);
        if restricted == Restricted::Yes {
            return Left::Nothing;
        }
        for (statement, accounts) in others {
            self.left_to_others(&statement, &accounts, restrict, is_narrowed);
        }
        for statement in &own {
            let text = format!(
                "the bucket policy leaves it to the access points of its account ({})",
                label_of(statement)
            );
            self.step(Layer::BucketPolicy, StepEffect::Nothing, text);
        }
        match (own.is_empty(), leaves_all) {
            (true, _) => Left::Nothing,
            (false, true) => Left::All,
            (false, false) => Left::Some,
        }
    }

    /// Access Analyzer lists such a bucket as public, and with the restriction as shared.
    fn left_to_others(
        &mut self,
        statement: &Statement,
        accounts: &[String],
        restrict: &Switch,
        is_narrowed: bool,
    ) {
        let text = format!(
            "the bucket policy leaves it to the access points of {} ({}), which are not read",
            listed(accounts.iter().cloned(), ", "),
            label_of(statement)
        );
        self.step(Layer::BucketPolicy, StepEffect::Opens, text.clone());
        let (semantic, reach) = match restrict {
            Switch::On => (PublicAnswer::Holds, Reach::Known(Audience::OtherAccounts)),
            Switch::Off if is_narrowed => {
                let because = vec![format!("{text}, and a `Deny` may narrow it")];
                let at_least = Audience::Private;
                let reach = Reach::Unknown { at_least, because: because.clone() };
                (PublicAnswer::Unknown(because), reach)
            }
            Switch::Off => (PublicAnswer::Violated(text), Reach::Known(Audience::Public)),
            Switch::Unknown(why) => {
                let at_least = Audience::OtherAccounts;
                let reach = Reach::Unknown { at_least, because: why.clone() };
                (PublicAnswer::Unknown(why.clone()), reach)
            }
        };
        self.add(PublicAnswer::Holds, semantic, reach);
    }

    fn access_points(&mut self, left: Left) {
        match &self.input.access_points {
            Given::Absent => {}
            Given::Unknown(why) => {
                let text = format!("the access points are not known: {why}");
                let layer = Layer::AccessPoint("*".to_owned());
                self.step(layer, StepEffect::Unknown, text.clone());
                let restrict =
                    blocks::switch(&self.levels(), |block| block.restrict_public_buckets);
                let unknown = PublicAnswer::Unknown(vec![text.clone()]);
                let documented =
                    if restrict == Switch::On { PublicAnswer::Holds } else { unknown.clone() };
                if left == Left::Nothing {
                    self.add(documented, PublicAnswer::Holds, Reach::Known(Audience::Private));
                } else {
                    self.add(documented, unknown, Reach::unknown(text));
                }
            }
            Given::Known(list) => {
                for access_point in list {
                    self.access_point(access_point, left);
                }
            }
        }
    }

    /// Both the bucket and the access point have to let a request in: one that the bucket does not leave
    /// the decision to opens nothing that the bucket's own policy does not.
    fn access_point(&mut self, access_point: &AccessPoint, left: Left) {
        let layer = Layer::AccessPoint(access_point.name.clone());
        let name = format!("the access point {}", quoted(&access_point.name));
        let [account, bucket] = self.levels();
        let levels = [account, bucket, ("access point's", &access_point.block)];
        let restrict = blocks::switch(&levels, |block| block.restrict_public_buckets);
        let policy = match &access_point.policy {
            Given::Absent => {
                self.step(layer, StepEffect::Nothing, format!("{name} has no policy"));
                return;
            }
            Given::Unknown(why) => {
                let text = format!("the policy of {name} is not known: {why}");
                self.step(layer, StepEffect::Unknown, text.clone());
                let from_vpc = matches!(&access_point.origin, Given::Known(NetworkOrigin::Vpc(_)));
                let unknown = PublicAnswer::Unknown(vec![text.clone()]);
                let documented = if from_vpc || restrict == Switch::On {
                    PublicAnswer::Holds
                } else {
                    unknown.clone()
                };
                if left == Left::Nothing {
                    self.add(documented, PublicAnswer::Holds, Reach::Known(Audience::Private));
                } else {
                    let semantic = if from_vpc { PublicAnswer::Holds } else { unknown };
                    self.add(documented, semantic, Reach::unknown(text));
                }
                return;
            }
            Given::Known(policy) => policy,
        };
        let status = match &access_point.origin {
            Given::Known(origin) => access_point_policy_status(policy, origin),
            // As if it were reached from the internet; where that would be public, it is not known.
            Given::Absent => access_point_policy_status(policy, &NetworkOrigin::Internet),
            Given::Unknown(_) => {
                match access_point_policy_status(policy, &NetworkOrigin::Internet).is_public {
                    IsPublic::Yes(reasons) => {
                        PolicyStatus { is_public: IsPublic::Unknown(reasons) }
                    }
                    is_public => PolicyStatus { is_public },
                }
            }
        };
        let mut answer = (self.public)(policy);
        let from_vpc = match &access_point.origin {
            Given::Known(NetworkOrigin::Vpc(vpc)) => {
                let text = format!("{name} is reached from {} only", quoted(vpc));
                self.step(layer.clone(), StepEffect::Closes, text);
                true
            }
            Given::Known(NetworkOrigin::Internet) | Given::Absent => false,
            Given::Unknown(why) => {
                let text = format!("where {name} is reached from is not known: {why}");
                self.step(layer.clone(), StepEffect::Unknown, text.clone());
                if matches!(answer, PublicAnswer::Violated(_)) {
                    answer = PublicAnswer::Unknown(vec![text]);
                }
                false
            }
        };
        self.say_policy(layer.clone(), &format!("the policy of {name}"), policy, &status, &answer);
        let documented = documented(&status, &restrict, &format!("the policy of {name}"));
        if left == Left::Nothing {
            let text = format!("the bucket policy leaves it to nobody behind {name}");
            self.step(layer, StepEffect::Nothing, text);
            self.add(documented, PublicAnswer::Holds, Reach::Known(Audience::Private));
            return;
        }
        let restricted = restricted(&status, &restrict);
        // One in a VPC lets nobody in from outside, though who is inside may be of any account.
        if from_vpc && answer != PublicAnswer::Holds {
            let reach = Reach::unknown(format!("who is in the VPC of {name} is not known"));
            self.add(documented, PublicAnswer::Holds, reach);
            return;
        }
        let both = format!("whether the bucket policy and {name} allow the same was not compared");
        if matches!(answer, PublicAnswer::Violated(_)) && left == Left::Some {
            answer = PublicAnswer::Unknown(vec![both]);
        }
        let reach = self.reach_of(policy, &answer, &restricted);
        let answer = match answer {
            PublicAnswer::Violated(why) => PublicAnswer::Violated(format!("through {name}: {why}")),
            other => other,
        };
        self.add(documented, semantic(answer, &restricted), reach);
    }

    fn reach_of(&self, policy: &Policy, answer: &PublicAnswer, restricted: &Restricted) -> Reach {
        let perhaps = match restricted {
            Restricted::Yes => return Reach::Known(Audience::Private),
            Restricted::No => None,
            Restricted::Perhaps(why) => Some(why),
        };
        let allows = policy.statements.iter().filter(|each| each.effect == Effect::Allow);
        let named = allows
            .map(|statement| audience::of_statement(statement, self.own))
            .fold(Reach::Known(Audience::Private), Reach::and);
        let reach = match answer {
            PublicAnswer::Holds => named,
            PublicAnswer::Violated(_) => Reach::Known(Audience::Public),
            PublicAnswer::Unknown(why) => {
                let unknown = Reach::Unknown { at_least: Audience::Private, because: why.clone() };
                named.and(unknown)
            }
        };
        match perhaps {
            Some(why) if reach != Reach::Known(Audience::Private) => {
                Reach::Unknown { at_least: Audience::Private, because: why.clone() }
            }
            _ => reach,
        }
    }

    fn say_policy(
        &mut self,
        layer: Layer,
        name: &str,
        policy: &Policy,
        status: &PolicyStatus,
        answer: &PublicAnswer,
    ) {
        match &status.is_public {
            IsPublic::Yes(reasons) => {
                let text = format!("{name} is public to S3 ({})", join(reasons));
                self.step(layer.clone(), StepEffect::Opens, text);
            }
            IsPublic::Unknown(reasons) => {
                let text = format!("{name} may be public to S3 ({})", join(reasons));
                self.step(layer.clone(), StepEffect::Unknown, text);
            }
            IsPublic::No => {
                let text = format!("{name} is not public to S3");
                self.step(layer.clone(), StepEffect::Nothing, text);
            }
        }
        match answer {
            PublicAnswer::Holds => {}
            PublicAnswer::Violated(witness) => {
                let text = format!("{name} lets in everyone{} ({witness})", openers(policy));
                self.step(layer, StepEffect::Opens, text);
                return;
            }
            PublicAnswer::Unknown(why) => {
                let text = format!("{name} may let in everyone: {}", why.join("; "));
                self.step(layer.clone(), StepEffect::Unknown, text);
            }
        }
        let allows = policy.statements.iter().filter(|each| each.effect == Effect::Allow);
        let others = allows.filter(|each| {
            audience::of_statement(each, self.own) != Reach::Known(Audience::Private)
        });
        let others = listed(others.map(label_of), "; ");
        if !others.is_empty() && *answer == PublicAnswer::Holds {
            let text = format!("{name} lets in other accounts ({others})");
            self.step(layer, StepEffect::Opens, text);
        }
    }

    fn say_blocks(&mut self) {
        let mut blocks = vec![
            (Layer::AccountBlock, "the account's".to_owned(), &self.input.account_block),
            (Layer::BucketBlock, "the bucket's".to_owned(), &self.input.bucket_block),
        ];
        if let Given::Known(list) = &self.input.access_points {
            blocks.extend(list.iter().map(|each| {
                let name = format!("the access point {}'s", quoted(&each.name));
                (Layer::AccessPointBlock(each.name.clone()), name, &each.block)
            }));
        }
        for (layer, whose, block) in blocks {
            let block = match block {
                Given::Known(block) => block,
                Given::Absent => continue,
                Given::Unknown(why) => {
                    let text = format!("{whose} public access block is not known: {why}");
                    self.step(layer, StepEffect::Unknown, text);
                    continue;
                }
            };
            if block.restrict_public_buckets {
                let text = format!("{whose} public access block restricts public buckets");
                self.step(layer.clone(), StepEffect::Closes, text);
            }
            if block.ignore_public_acls {
                let text = format!("{whose} public access block ignores public ACLs");
                self.step(layer.clone(), StepEffect::Closes, text);
            }
            let refuses = [
                (block.block_public_policy && !block.restrict_public_buckets, "policies"),
                (block.block_public_acls && !block.ignore_public_acls, "ACLs"),
            ];
            for (_, what) in refuses.into_iter().filter(|(refuses, _)| *refuses) {
                let text = format!(
                    "{whose} public access block refuses new public {what}, which closes none that \
                     there are"
                );
                self.step(layer.clone(), StepEffect::Nothing, text);
            }
        }
    }
}

/// The statements that name everyone, where there are any.
fn openers(policy: &Policy) -> String {
    let allows = policy.statements.iter().filter(|each| each.effect == Effect::Allow);
    // Of no account, everyone is another account.
    let nobody = Own { account: None, canonical: None };
    let open = allows.filter(|each| {
        audience::of_statement(each, nobody) == Reach::Known(Audience::OtherAccounts)
    });
    let labels = listed(open.map(label_of), "; ");
    if labels.is_empty() { String::new() } else { format!(" ({labels})") }
}

fn restricted(status: &PolicyStatus, restrict: &Switch) -> Restricted {
    match (&status.is_public, restrict) {
        (IsPublic::No, _) | (_, Switch::Off) => Restricted::No,
        (IsPublic::Yes(_), Switch::On) => Restricted::Yes,
        (IsPublic::Yes(_), Switch::Unknown(why)) => Restricted::Perhaps(why.clone()),
        (IsPublic::Unknown(reasons), _) => Restricted::Perhaps(vec![format!(
            "whether S3 restricts it is not known ({})",
            join(reasons)
        )]),
    }
}

fn documented(status: &PolicyStatus, restrict: &Switch, name: &str) -> PublicAnswer {
    match (&status.is_public, restrict) {
        (IsPublic::No, _) | (_, Switch::On) => PublicAnswer::Holds,
        (IsPublic::Yes(reasons), Switch::Off) => {
            PublicAnswer::Violated(format!("{name} is public ({})", join(reasons)))
        }
        (IsPublic::Yes(reasons), Switch::Unknown(why)) => {
            let public = format!("{name} is public ({})", join(reasons));
            PublicAnswer::Unknown(std::iter::once(public).chain(why.iter().cloned()).collect())
        }
        (IsPublic::Unknown(reasons), _) => {
            PublicAnswer::Unknown(vec![format!("{name} may be public ({})", join(reasons))])
        }
    }
}

fn semantic(answer: PublicAnswer, restricted: &Restricted) -> PublicAnswer {
    match (answer, restricted) {
        (PublicAnswer::Holds, _) | (_, Restricted::Yes) => PublicAnswer::Holds,
        (answer, Restricted::No) => answer,
        (PublicAnswer::Unknown(mut why), Restricted::Perhaps(more)) => {
            why.extend(more.iter().cloned());
            PublicAnswer::Unknown(why)
        }
        (PublicAnswer::Violated(witness), Restricted::Perhaps(why)) => {
            PublicAnswer::Unknown(std::iter::once(witness).chain(why.iter().cloned()).collect())
        }
    }
}

fn join(reasons: &[StatementReason]) -> String {
    listed(reasons.iter().map(StatementReason::to_string), "; ")
}
