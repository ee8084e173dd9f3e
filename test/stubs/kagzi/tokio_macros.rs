//! `#[tokio::main]`.
extern crate proc_macro;
use proc_macro::{Group, TokenStream, TokenTree};

#[proc_macro_attribute]
pub fn main(_attributes: TokenStream, item: TokenStream) -> TokenStream {
    let tokens: Vec<TokenTree> = item.into_iter().filter(|token| token.to_string() != "async").collect();
    let (body, head) = tokens.split_last().expect("a function");
    let wrapped: TokenStream = format!("{{ tokio::block_on(async {body}) }}").parse().expect("a block");
    let TokenTree::Group(wrapped) = wrapped.into_iter().next().expect("a group") else { panic!("a block") };
    head.iter().cloned().chain([TokenTree::Group(Group::new(wrapped.delimiter(), wrapped.stream()))]).collect()
}
